package dev.waymark.lti.emulator.registration;

import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.services.ServiceClaims;
import dev.waymark.lti.emulator.wire.Lti;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the platform tells tools about itself.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#platform-configuration">Dynamic Registration 1.0 §2.1</a>
 */
public final class OpenIdConfiguration {
    private OpenIdConfiguration() {}

    public static Map<String, Object> of(Setting setting) {
        var json = new LinkedHashMap<String, Object>();
        json.put("issuer", setting.site().issuer());
        json.put("authorization_endpoint", setting.uri("/auth").toString());
        json.put("token_endpoint", setting.uri("/token").toString());
        json.put("jwks_uri", setting.uri("/jwks").toString());
        json.put("registration_endpoint", setting.uri("/register").toString());
        if (setting.site().profile().tokenAudience() != null) {
            json.put("authorization_server", setting.site().tokenAudience());
        }
        var scopes = new ArrayList<>(List.of("openid"));
        scopes.addAll(ServiceClaims.SCOPES);
        json.put("scopes_supported", scopes);
        json.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        json.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256"));
        json.put("id_token_signing_alg_values_supported", List.of("RS256"));
        json.put("response_types_supported", List.of("id_token"));
        json.put("subject_types_supported", List.of("public", "pairwise"));
        json.put("claims_supported", List.of("sub", "iss", "name", "given_name", "family_name", "email"));
        json.put(Lti.PLATFORM_CONFIGURATION, platform(setting));
        return json;
    }

    private static Map<String, Object> platform(Setting setting) {
        var profile = setting.site().profile();
        return Map.of(
                "product_family_code", profile.productFamily(),
                "version", profile.version(),
                "messages_supported",
                        List.of(
                                Map.of("type", "LtiResourceLinkRequest"),
                                Map.of("type", "LtiDeepLinkingRequest", "placements", List.of("ContentArea"))),
                "variables",
                        List.of(
                                "User.id",
                                "Context.id",
                                "Context.id.history",
                                "ResourceLink.id",
                                "ResourceLink.id.history"));
    }
}
