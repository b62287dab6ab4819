package dev.waymark.lti.launch;

import dev.waymark.lti.claims.ClaimNames;
import dev.waymark.lti.claims.Claims;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one record of each claim. Optional claims that cannot be used read as absent. */
final class ClaimRecords {
    private ClaimRecords() {}

    static LaunchClaims common(Claims token, String clientId, String deploymentId, Instant issuedAt, Instant expires) {
        return new LaunchClaims(
                token.text("iss", ""),
                clientId,
                deploymentId,
                token.text("sub"),
                person(token),
                new Roles(token.texts(ClaimNames.ROLES)),
                token.texts(ClaimNames.ROLE_SCOPE_MENTOR),
                Context.parse(token.object(ClaimNames.CONTEXT)),
                platform(token.object(ClaimNames.TOOL_PLATFORM)),
                presentation(token.object(ClaimNames.LAUNCH_PRESENTATION)),
                custom(token.object(ClaimNames.CUSTOM)),
                grades(token.object(ClaimNames.AGS_ENDPOINT)),
                members(token.object(ClaimNames.NRPS_ENDPOINT)),
                groups(token.object(ClaimNames.GROUPS_ENDPOINT)),
                notifications(token.object(ClaimNames.NOTIFICATION_SERVICE)),
                lis(token.object(ClaimNames.LIS)),
                migration(token.object(ClaimNames.LTI1P1)),
                issuedAt,
                expires);
    }

    static @Nullable ResourceLink resourceLink(@Nullable Claims claim) {
        var id = claim == null ? null : claim.identifier("id");
        return claim == null || id == null
                ? null
                : new ResourceLink(id, claim.title("title"), claim.title("description"));
    }

    static @Nullable DeepLinkingSettings settings(@Nullable Claims claim) {
        var returnUrl = claim == null ? null : claim.uri("deep_link_return_url");
        if (claim == null
                || returnUrl == null
                || !claim.isList("accept_types")
                || !claim.isList("accept_presentation_document_targets")) {
            return null;
        }
        return new DeepLinkingSettings(
                returnUrl,
                set(claim, "accept_types"),
                set(claim, "accept_presentation_document_targets"),
                claim.flag("accept_multiple"),
                claim.flag("accept_lineitem"),
                claim.flag("auto_create"),
                claim.title("title"),
                claim.title("text"),
                claim.text("data"));
    }

    static @Nullable ForUser forUser(@Nullable Claims claim) {
        var id = claim == null ? null : claim.identifier("user_id");
        return claim == null || id == null
                ? null
                : new ForUser(id, claim.title("name"), claim.title("email"), new Roles(claim.texts("roles")));
    }

    private static Person person(Claims token) {
        return new Person(
                token.title("name"),
                token.title("given_name"),
                token.title("family_name"),
                token.title("email"),
                token.uri("picture"),
                token.title("locale"));
    }

    private static @Nullable ToolPlatform platform(@Nullable Claims claim) {
        return claim == null
                ? null
                : new ToolPlatform(
                        claim.title("guid"),
                        claim.title("name"),
                        claim.title("product_family_code"),
                        claim.title("version"),
                        claim.title("url"),
                        claim.title("contact_email"),
                        claim.title("description"));
    }

    private static @Nullable LaunchPresentation presentation(@Nullable Claims claim) {
        return claim == null
                ? null
                : new LaunchPresentation(
                        claim.title("document_target"),
                        claim.uri("return_url"),
                        claim.title("locale"),
                        pixels(claim, "width"),
                        pixels(claim, "height"));
    }

    private static Map<String, String> custom(@Nullable Claims claim) {
        return claim == null ? Map.of() : Map.copyOf(claim.textMap());
    }

    private static @Nullable AgsEndpoint grades(@Nullable Claims claim) {
        return claim == null
                ? null
                : new AgsEndpoint(set(claim, "scope"), claim.uri("lineitems"), claim.uri("lineitem"));
    }

    private static @Nullable NrpsEndpoint members(@Nullable Claims claim) {
        var url = claim == null ? null : claim.uri("context_memberships_url");
        return claim == null || url == null ? null : new NrpsEndpoint(url, claim.texts("service_versions"));
    }

    private static @Nullable GroupsEndpoint groups(@Nullable Claims claim) {
        var url = claim == null ? null : claim.uri("context_groups_url");
        return claim == null || url == null
                ? null
                : new GroupsEndpoint(url, claim.uri("context_group_sets_url"), set(claim, "scope"));
    }

    private static @Nullable NotificationService notifications(@Nullable Claims claim) {
        var url = claim == null ? null : claim.uri("platform_notification_service_url");
        return claim == null || url == null
                ? null
                : new NotificationService(url, set(claim, "scope"), set(claim, "notice_types_supported"));
    }

    private static @Nullable Lis lis(@Nullable Claims claim) {
        return claim == null
                ? null
                : new Lis(
                        claim.text("person_sourcedid"),
                        claim.text("course_offering_sourcedid"),
                        claim.text("course_section_sourcedid"));
    }

    private static @Nullable Lti1p1Migration migration(@Nullable Claims claim) {
        return claim == null
                ? null
                : new Lti1p1Migration(
                        claim.text("user_id"),
                        claim.text("context_id"),
                        claim.text("tool_consumer_instance_guid"),
                        claim.text("resource_link_id"),
                        claim.text("oauth_consumer_key"),
                        claim.text("oauth_consumer_key_sign"));
    }

    private static @Nullable Integer pixels(Claims claim, String name) {
        var number = claim.number(name);
        return number == null || number.abs().intValue() > 100_000 ? null : (Integer) number.intValue();
    }

    private static Set<String> set(Claims claim, String name) {
        return Set.copyOf(claim.texts(name));
    }
}
