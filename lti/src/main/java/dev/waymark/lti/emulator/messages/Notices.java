package dev.waymark.lti.emulator.messages;

import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.emulator.registration.ToolConfiguration;
import dev.waymark.lti.emulator.services.Tokens;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Remembers where tools want to be told of something, and writes what they are told.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-pns/v1p0">Platform Notification Service 1.0</a>
 */
public final class Notices {
    private final Setting setting;
    private final Tokens tokens;

    public Notices(Setting setting, Tokens tokens) {
        this.setting = setting;
        this.tokens = tokens;
    }

    public LtiResponse answer(Call call) {
        var client = tokens.require(call, Lti.NOTICES_SCOPE).clientId();
        return switch (call.request().method()) {
            case "GET" -> Answers.json(200, handlers(client));
            case "PUT" -> {
                register(call, client);
                yield Answers.json(200, handlers(client));
            }
            default -> throw call.methodRefused();
        };
    }

    /** One request for each deployment that has asked, for the host to send. */
    public List<LtiRequest> copied(Course copy) {
        return setting.world().deployments().stream()
                .flatMap(deployment -> copied(copy, deployment))
                .toList();
    }

    private Stream<LtiRequest> copied(Course copy, Deployment deployment) {
        var handler = setting.world().noticeHandler(deployment.id(), Lti.CONTEXT_COPY);
        if (handler == null || handler.isEmpty()) {
            return Stream.empty();
        }
        var jwt = TokenForge.of(setting.key(), claims(copy, deployment)).compact();
        var body = Json.write(Map.of("notices", List.of(Map.of("jwt", jwt))));
        return Stream.of(new LtiRequest("POST", URI.create(handler), Map.of("Content-Type", "application/json"), body));
    }

    private Map<String, Object> claims(Course copy, Deployment deployment) {
        var now = setting.now();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", setting.site().issuer());
        claims.put("aud", deployment.clientId());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + 3600);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put(Lti.CLAIM + "version", "1.3.0");
        claims.put(Lti.CLAIM + "deployment_id", deployment.id());
        claims.put(
                Lti.CLAIM + "notice",
                Map.of("id", UUID.randomUUID().toString(), "timestamp", now.toString(), "type", Lti.CONTEXT_COPY));
        claims.put(Lti.CLAIM + "context", Map.of("id", copy.id(), "label", copy.label(), "title", copy.title()));
        claims.put(
                Lti.CLAIM + "origin_contexts", copy.history().stream().limit(1).toList());
        return claims;
    }

    private void register(Call call, String client) {
        var body = Json.object(call.request().body());
        var type = Json.required(body, "notice_type");
        if (!type.equals(Lti.CONTEXT_COPY)) {
            throw Refusal.malformed("This notice is not offered.");
        }
        var handler = ToolConfiguration.address(body, "handler").toString();
        deployments(client).forEach(deployment -> setting.world().handle(deployment.id(), type, handler));
    }

    private Map<String, Object> handlers(String client) {
        var handlers = deployments(client)
                .map(deployment -> setting.world().noticeHandler(deployment.id(), Lti.CONTEXT_COPY))
                .filter(handler -> handler != null)
                .distinct()
                .map(handler -> Map.of("notice_type", Lti.CONTEXT_COPY, "handler", handler))
                .toList();
        return Map.of("client_id", client, "notice_handlers", handlers);
    }

    private Stream<Deployment> deployments(String client) {
        return setting.world().deployments().stream()
                .filter(deployment -> deployment.clientId().equals(client));
    }
}
