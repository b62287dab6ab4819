package dev.waymark.lti.emulator.launching;

import dev.waymark.lti.emulator.Faults;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.emulator.launching.Launches.Pending;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Answers a tool's authentication request, strictly.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#step-2-authentication-request">Security Framework 1.0
 *     §5.1.1.2</a>
 */
public final class Authorization {
    private final Setting setting;
    private final Launches launches;
    private final IdTokens tokens;
    private final Faults faults;
    private @Nullable UnaryOperator<TokenForge> deviation;

    public Authorization(Setting setting, Launches launches, Faults faults) {
        this.setting = setting;
        this.launches = launches;
        this.tokens = new IdTokens(setting, launches);
        this.faults = faults;
    }

    public void deviate(UnaryOperator<TokenForge> next) {
        deviation = next;
    }

    public LtiResponse answer(Call call) {
        if (!call.is("GET") && !call.is("POST")) {
            throw call.methodRefused();
        }
        var tool = setting.world().findTool(call.parameter("client_id"));
        if (tool == null || !tool.active()) {
            return Answers.page(400, "Unknown tool", "No active tool has this client_id.");
        }
        var redirect = redirect(call, tool);
        if (redirect == null) {
            return Answers.page(400, "Unregistered address", "redirect_uri is none of the tool's addresses.");
        }
        try {
            return launched(call, tool, redirect);
        } catch (Refusal refusal) {
            return refused(call, redirect, refusal);
        }
    }

    private LtiResponse launched(Call call, Tool tool, URI redirect) {
        var loginError = faults.takeLoginError();
        if (loginError != null) {
            throw new Refusal(400, loginError, "The person has to sign in first.");
        }
        checkParameters(call);
        var launch = launch(call, tool);
        if (launch.answered() && setting.has(Quirk.LAUNCH_ONCE)) {
            return Answers.page(404, "Not found", "This launch was used before.");
        }
        launches.answered(launch);
        var fields = new LinkedHashMap<String, String>();
        fields.put("id_token", token(launch, call.parameter("nonce")));
        fields.put("state", call.parameter("state"));
        return Answers.formPost(redirect, fields);
    }

    private static void checkParameters(Call call) {
        require(call.parameter("scope").equals("openid"), "invalid_scope", "scope must be openid.");
        require(
                call.parameter("response_type").equals("id_token"),
                "unsupported_response_type",
                "response_type must be id_token.");
        require(call.parameter("response_mode").equals("form_post"), "response_mode must be form_post.");
        require(call.parameter("prompt").equals("none"), "prompt must be none.");
        require(!call.parameter("nonce").isEmpty(), "nonce is missing.");
        require(!call.parameter("state").isEmpty(), "state is missing.");
        require(!call.parameter("login_hint").isEmpty(), "login_hint is missing.");
        require(!call.parameter("lti_message_hint").isEmpty(), "lti_message_hint is missing.");
    }

    private Pending launch(Call call, Tool tool) {
        var launch = launches.find(call.parameter("lti_message_hint"));
        if (launch == null) {
            throw Refusal.malformed("lti_message_hint names no launch.");
        }
        require(
                setting.world().toolOf(launch.launch().deployment()).clientId().equals(tool.clientId()),
                "unauthorized_client",
                "The launch was meant for another tool.");
        require(
                launch.launch().person().equals(call.parameter("login_hint")),
                "access_denied",
                "login_hint is not the person who started the launch.");
        return launch;
    }

    private String token(Pending launch, String nonce) {
        var forge = TokenForge.of(setting.key(), tokens.claims(launch, nonce));
        var bend = deviation;
        deviation = null;
        return (bend == null ? forge : bend.apply(forge)).compact();
    }

    private static LtiResponse refused(Call call, URI redirect, Refusal refusal) {
        var fields = new LinkedHashMap<>(Map.of("error", refusal.error(), "error_description", refusal.sentence()));
        if (!call.parameter("state").isEmpty()) {
            fields.put("state", call.parameter("state"));
        }
        return Answers.formPost(redirect, fields);
    }

    private static @Nullable URI redirect(Call call, Tool tool) {
        return tool.redirects().stream()
                .filter(known -> known.toString().equals(call.parameter("redirect_uri")))
                .findFirst()
                .orElse(null);
    }

    private static void require(boolean holds, String sentence) {
        require(holds, "invalid_request", sentence);
    }

    private static void require(boolean holds, String error, String sentence) {
        if (!holds) {
            throw new Refusal(400, error, sentence);
        }
    }
}
