package dev.waymark.lti.security;

import dev.waymark.lti.Deployment;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.PlainText;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A token for the platform's services. Worth caching per deployment and scopes; drop it when a service answers 401.
 *
 * @param scopes what was granted, which may be less than was asked for
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#using-json-web-tokens-with-oauth-2-0-client-credentials-grant">
 *     Security Framework 1.0 §4.1.1</a>
 */
public record AccessToken(String value, Set<String> scopes, Instant expiresAt) {
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final long USUAL_SECONDS = 3_600;
    private static final long MOST_SECONDS = 86_400;

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    /** The request for a token; it may be sent once, because its assertion may be. */
    public static LtiRequest request(Deployment deployment, ToolKey key, Set<String> scopes, Instant now) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", ClientAssertion.sign(deployment, key, now));
        form.put("scope", String.join(" ", new TreeSet<>(scopes)));
        var headers = Map.of("Content-Type", FormBody.MEDIA_TYPE, "Accept", "application/json");
        return new LtiRequest("POST", deployment.registration().tokenEndpoint(), headers, FormBody.encode(form));
    }

    /** Reads the answer, whatever content type it claims: some platforms say HTML. */
    public static AccessToken parse(LtiResponse response, Set<String> requested, Instant now) {
        if (!response.successful()) {
            throw new LtiException(Reason.TOKEN_REFUSED, "It answered " + response.status() + error(response) + ".");
        }
        var answer = StrictJson.read(response.body(), Reason.TOKEN_REFUSED);
        var value = answer.text("access_token", "");
        if (!bearer(value)) {
            throw new LtiException(Reason.TOKEN_REFUSED, "Its answer holds no access token.");
        }
        return new AccessToken(value, granted(answer, requested), now.plusSeconds(lifetime(answer)));
    }

    /** Whether the token will still be good when a request that starts now arrives. */
    public boolean usable(Instant now) {
        return now.plus(MARGIN).isBefore(expiresAt);
    }

    public boolean covers(Set<String> wanted) {
        return scopes.containsAll(wanted);
    }

    public String authorization() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "AccessToken[" + scopes + " until " + expiresAt + "]";
    }

    private static Set<String> granted(Claims answer, Set<String> requested) {
        var scope = answer.text("scope");
        return scope == null || scope.isBlank()
                ? requested
                : new TreeSet<>(Arrays.asList(scope.strip().split("\\s+")));
    }

    private static long lifetime(Claims answer) {
        var seconds = answer.decimal("expires_in");
        return seconds == null
                ? USUAL_SECONDS
                : seconds.max(BigDecimal.ZERO)
                        .min(BigDecimal.valueOf(MOST_SECONDS))
                        .longValue();
    }

    private static boolean bearer(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static String error(LtiResponse response) {
        try {
            var code = StrictJson.read(response.body(), Reason.TOKEN_REFUSED).text("error");
            return code == null ? "" : " (" + PlainText.clean(code, 60) + ")";
        } catch (LtiException e) {
            return "";
        }
    }
}
