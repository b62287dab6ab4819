package dev.waymark.lti.launch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of launch message can carry.
 *
 * @param subject the user's id at this platform; null only where the registration allows anonymous launches
 * @param roleScopeMentor the users that a mentor may see
 * @param custom custom parameters as received, unresolved variables ({@code $Name}) included
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#required-message-claims">LTI Core 1.3 §5.3 and §5.4</a>
 */
public record LaunchClaims(
        String issuer,
        String clientId,
        String deploymentId,
        @Nullable String subject,
        Person person,
        Roles roles,
        List<String> roleScopeMentor,
        @Nullable Context context,
        @Nullable ToolPlatform platform,
        @Nullable LaunchPresentation presentation,
        Map<String, String> custom,
        @Nullable AgsEndpoint grades,
        @Nullable NrpsEndpoint members,
        @Nullable GroupsEndpoint groups,
        @Nullable NotificationService notifications,
        @Nullable Lis lis,
        @Nullable Lti1p1Migration migration,
        Instant issuedAt,
        Instant expiresAt) {

    /** A custom parameter that has a value: empty ones and variables the platform left unresolved do not count. */
    public @Nullable String customValue(String name) {
        var value = custom.get(name);
        return value == null || value.isBlank() || value.startsWith("$") ? null : value;
    }
}
