package dev.waymark.lti.registration;

import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a registration. The platform's one-time token goes along when it gave one.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#client-registration-request">Dynamic Registration 1.0 §3</a>
 */
public final class RegistrationRequests {
    private RegistrationRequests() {}

    public static LtiRequest configuration(URI address, @Nullable String token) {
        return new LtiRequest("GET", address, headers(token, Map.of("Accept", "application/json")), null);
    }

    public static LtiRequest register(PlatformConfiguration platform, ToolDescription tool, @Nullable String token) {
        return send("POST", platform.registrationEndpoint(), platform, tool, token);
    }

    /** Asks a platform that knows the token's tool already (Moodle) what it has; others answer 404 or 405. */
    public static LtiRequest existing(PlatformConfiguration platform, @Nullable String token) {
        return new LtiRequest(
                "GET", platform.registrationEndpoint(), headers(token, Map.of("Accept", "application/json")), null);
    }

    /** Changes a registration at the address that the platform gave for it; Moodle takes a second POST instead. */
    public static LtiRequest update(
            PlatformConfiguration platform, ToolDescription tool, RegistrationResult known, @Nullable String token) {
        var address = known.managementUri();
        if (address == null) {
            return register(platform, tool, token);
        }
        var ownToken = known.managementToken();
        return send("PUT", address, platform, tool, ownToken == null ? token : ownToken);
    }

    private static LtiRequest send(
            String method, URI address, PlatformConfiguration platform, ToolDescription tool, @Nullable String token) {
        var headers = headers(token, Map.of("Accept", "application/json", "Content-Type", "application/json"));
        return new LtiRequest(
                method, address, headers, StrictJson.write(new RegistrationDocument(platform, tool).json()));
    }

    private static Map<String, String> headers(@Nullable String token, Map<String, String> others) {
        var headers = new TreeMap<>(others);
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }
}
