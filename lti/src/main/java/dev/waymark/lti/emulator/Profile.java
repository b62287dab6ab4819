package dev.waymark.lti.emulator;

import static dev.waymark.lti.emulator.Quirk.*;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one product family behaves.
 *
 * @param productFamily the code that the configuration and the launches carry
 * @param loginMethod how the browser is sent to the tool's login
 * @param storageTarget the frame that keeps data for tools, when the platform offers one
 * @param issuer the issuer that all customers of a hosted product share, else absent
 * @param tokenAudience the audience of client assertions where it is not the token endpoint
 */
public record Profile(
        String productFamily,
        String version,
        Duration tokenLifetime,
        String loginMethod,
        @Nullable String storageTarget,
        @Nullable String issuer,
        @Nullable String tokenAudience,
        Set<Quirk> quirks) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** Follows the specifications and does not surprise. */
    public static final Profile PLAIN =
            new Profile("waymark-emulator", "1", HOUR, "POST", "_parent", null, null, EnumSet.noneOf(Quirk.class));

    public static final Profile MOODLE = new Profile(
            "moodle",
            "4.5",
            Duration.ofSeconds(60),
            "POST",
            null,
            null,
            null,
            EnumSet.of(
                    NO_AZP,
                    SHORT_CONTEXT_TYPE,
                    SHORT_MEMBER_ROLES,
                    ALWAYS_ACTIVE,
                    JSON_MESSAGE_HINT,
                    LAUNCH_ONCE,
                    ONE_MEDIA_TYPE_ONLY,
                    LINE_ITEM_QUERY,
                    FULLY_GRADED_ONLY,
                    WHOLE_SECONDS,
                    DATED_BY_ARRIVAL,
                    LEARNERS_ONLY_GRADED,
                    RESULTS_LIMIT_BROKEN,
                    CURLY_QUOTES_IN_LINK,
                    PAGES_ON_REQUEST_ONLY,
                    NEXT_DROPS_ROLE,
                    TOKEN_AS_HTML,
                    UNKNOWN_KID_BREAKS_JSON,
                    NO_IAT_LEEWAY,
                    REGISTERS_PENDING,
                    CUT_AT_EQUALS,
                    NO_DEEP_LINKING_DATA,
                    DROPS_LINE_ITEM_LABEL));

    public static final Profile CANVAS = new Profile(
            "canvas",
            "cloud",
            HOUR,
            "POST",
            "post_message_forwarding",
            "https://canvas.instructure.com",
            null,
            EnumSet.of(REFUSES_UNKNOWN_SCOPES, USER_AGENT_REQUIRED, THROTTLES_WITH_403, ZERO_NEEDS_GRADING));

    public static final Profile BRIGHTSPACE = new Profile(
            "desire2learn",
            "20.24",
            HOUR,
            "POST",
            null,
            null,
            "https://api.brightspace.com/auth/token",
            EnumSet.of(NO_OWN_LINE_ITEM, KEYS_WITHOUT_ALG, REGISTERS_WITHOUT_DEPLOYMENT));

    public static final Profile BLACKBOARD = new Profile(
            "blackboard",
            "3900",
            HOUR,
            "GET",
            "_parent",
            "https://blackboard.com",
            null,
            EnumSet.of(REGISTERS_WITHOUT_DEPLOYMENT));

    /** Sakai 25, as its LTI servlets are written. */
    public static final Profile SAKAI = new Profile(
            "sakailms.org",
            "25",
            HOUR,
            "GET",
            "_parent",
            null,
            null,
            EnumSet.of(
                    ALWAYS_ACTIVE,
                    PAGES_ON_REQUEST_ONLY,
                    BAD_TOKEN_IS_FORBIDDEN,
                    ROSTER_IGNORES_FILTERS,
                    MEMBERS_AS_JSON,
                    LINK_FILTER_RENAMED,
                    COLUMNS_BY_LABEL));

    /** Open edX, as its LTI consumer component 11 is written. */
    public static final Profile OPEN_EDX = new Profile(
            "openedx",
            "11",
            HOUR,
            "GET",
            null,
            null,
            null,
            EnumSet.of(
                    ALWAYS_ACTIVE,
                    PAGES_ON_REQUEST_ONLY,
                    BAD_TOKEN_IS_FORBIDDEN,
                    STALE_SCORE_IS_MALFORMED,
                    SCORE_IS_CREATED,
                    RESULTS_IGNORE_USER,
                    ROSTER_IGNORES_FILTERS,
                    NO_PRODUCT_FAMILY,
                    NO_DEEP_LINKING_DATA,
                    DEEP_LINKING_FILLS_A_LINK));

    public Profile {
        quirks = Set.copyOf(quirks);
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
