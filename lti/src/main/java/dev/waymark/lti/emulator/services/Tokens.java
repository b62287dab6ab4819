package dev.waymark.lti.emulator.services;

import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.messages.ToolTokens;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Recent;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.http.LtiResponse;
import io.jsonwebtoken.Claims;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint, and the access tokens it has given out.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens-with-oauth-2-0-client-credentials-grant">Security
 *     Framework 1.0 §4.1.1</a>
 */
public final class Tokens {
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LIFETIME = 3600;

    private final Setting setting;
    private final Recent<Grant> grants = new Recent<>();
    private final Recent<Instant> spent = new Recent<>();

    /** An access token's meaning. */
    public record Grant(String clientId, Set<String> scopes, Instant expires) {}

    public Tokens(Setting setting) {
        this.setting = setting;
    }

    @Nullable
    public URI keysFor(Call call) {
        var tool = claimed(call);
        return tool == null ? null : tool.jwks();
    }

    public LtiResponse answer(Call call) {
        if (!call.is("POST")) {
            throw call.methodRefused();
        }
        require(call, "grant_type", "client_credentials");
        require(call, "client_assertion_type", ASSERTION_TYPE);
        var tool = claimed(call);
        if (tool == null || call.document() == null) {
            throw new Refusal(400, "invalid_client", "The assertion names no client, or its keys cannot be fetched.");
        }
        try {
            check(
                    ToolTokens.verified(
                            call.form().getOrDefault("client_assertion", ""), call.document(), setting.now()),
                    tool);
        } catch (ToolTokens.UnknownKey e) {
            return unknownKey();
        }
        return granted(tool, call.form().getOrDefault("scope", ""));
    }

    /** Who calls with this bearer, if it may do one of these things. */
    public Grant require(Call call, String... scopes) {
        var bearer = call.bearer();
        var grant = bearer == null ? null : grants.get(bearer);
        if (grant == null || !grant.expires().isAfter(setting.now())) {
            int status = setting.has(Quirk.BAD_TOKEN_IS_FORBIDDEN) ? 403 : 401;
            throw new Refusal(status, "invalid_token", "The access token is missing, unknown or expired.");
        }
        if (Set.of(scopes).stream().noneMatch(grant.scopes()::contains)) {
            throw new Refusal(403, "insufficient_scope", "The access token does not cover this.");
        }
        return grant;
    }

    public void forget() {
        grants.clear();
    }

    private @Nullable Tool claimed(Call call) {
        var issuer = ToolTokens.issuer(call.form().getOrDefault("client_assertion", ""));
        return issuer == null ? null : setting.world().findTool(issuer);
    }

    private void check(Claims claims, Tool tool) {
        var now = setting.now();
        var leeway = setting.has(Quirk.NO_IAT_LEEWAY) ? 0 : 60;
        demand(tool.clientId().equals(claims.getSubject()), "sub is not the client.");
        demand(Set.of(setting.site().tokenAudience()).equals(claims.getAudience()), "aud is not this platform.");
        demand(claims.getExpiration() != null, "exp is missing.");
        demand(claims.getIssuedAt() != null, "iat is missing.");
        demand(!claims.getIssuedAt().toInstant().isAfter(now.plusSeconds(leeway)), "iat lies in the future.");
        demand(claims.getId() != null, "jti is missing.");
        demand(spent.put(tool.clientId() + " " + claims.getId(), now) == null, "jti was used before.");
    }

    private LtiResponse granted(Tool tool, String wish) {
        var scopes = ServiceClaims.known(wish).stream()
                .filter(tool.scopes()::contains)
                .toList();
        if (scopes.isEmpty()) {
            throw new Refusal(400, "invalid_scope", "None of these scopes is granted to the tool.");
        }
        var token = UUID.randomUUID().toString();
        grants.put(
                token,
                new Grant(tool.clientId(), Set.copyOf(scopes), setting.now().plusSeconds(LIFETIME)));
        return Answers.json(200, mediaType(), body(token, scopes));
    }

    private static Map<String, Object> body(String token, List<String> scopes) {
        return Map.of(
                "access_token",
                token,
                "token_type",
                "Bearer",
                "expires_in",
                LIFETIME,
                "scope",
                String.join(" ", scopes));
    }

    private String mediaType() {
        return setting.has(Quirk.TOKEN_AS_HTML) ? "text/html; charset=utf-8" : "application/json";
    }

    private LtiResponse unknownKey() {
        if (setting.has(Quirk.UNKNOWN_KID_BREAKS_JSON)) {
            return new LtiResponse(400, Map.of("Content-Type", "text/html"), "Exception - \"kid\" invalid{");
        }
        throw new Refusal(400, "invalid_client", "The assertion's kid is none of the tool's keys.");
    }

    private static void require(Call call, String name, String value) {
        if (!value.equals(call.form().get(name))) {
            throw Refusal.malformed(name + " must be " + value + ".");
        }
    }

    private static void demand(boolean holds, String sentence) {
        if (!holds) {
            throw new Refusal(400, "invalid_client", sentence);
        }
    }
}
