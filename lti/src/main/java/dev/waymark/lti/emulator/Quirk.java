package dev.waymark.lti.emulator;

/** One way in which a real platform differs from what a reader of the specifications expects. */
public enum Quirk {
    /** The ID token names no authorized party. */
    NO_AZP,
    /** Context types are sent as {@code CourseSection} alone. */
    SHORT_CONTEXT_TYPE,
    /** The roster names roles without their vocabulary. */
    SHORT_MEMBER_ROLES,
    /** Everybody in the roster is Active. */
    ALWAYS_ACTIVE,
    /** The login's message hint is raw JSON. */
    JSON_MESSAGE_HINT,
    /** A launch that was answered once is answered with the platform's own 404 page. */
    LAUNCH_ONCE,
    /** A service wants exactly its one media type in {@code Accept} and answers 400 otherwise. */
    ONE_MEDIA_TYPE_ONLY,
    /** Line item addresses carry a query that every call has to repeat. */
    LINE_ITEM_QUERY,
    /** Only {@code FullyGraded} scores are stored; any other wipes the grade, with status 200. */
    FULLY_GRADED_ONLY,
    /** Scores must be newer by a whole second. */
    WHOLE_SECONDS,
    /** A score must be newer than the arrival of the one before, whatever time that one carried. */
    DATED_BY_ARRIVAL,
    /** A score of somebody who is no learner of the course is refused with 400. */
    LEARNERS_ONLY_GRADED,
    /** {@code /results?limit=} fails. */
    RESULTS_LIMIT_BROKEN,
    /** Link headers of line items have typographic quotes. */
    CURLY_QUOTES_IN_LINK,
    /** The roster comes in pages only when a limit is asked for. */
    PAGES_ON_REQUEST_ONLY,
    /** The roster's next page forgets the role filter. */
    NEXT_DROPS_ROLE,
    /** The token response says it is {@code text/html}. */
    TOKEN_AS_HTML,
    /** A client assertion with an unknown key id is answered with something that is no JSON. */
    UNKNOWN_KID_BREAKS_JSON,
    /** A client assertion issued a second in the future is refused. */
    NO_IAT_LEEWAY,
    /** The answer to a registration names no deployment. */
    REGISTERS_WITHOUT_DEPLOYMENT,
    /** A registered tool waits for the administrator. */
    REGISTERS_PENDING,
    /** A registration that asks for an unknown scope is refused. */
    REFUSES_UNKNOWN_SCOPES,
    /** Custom parameters of a registration lose what follows an equals sign. */
    CUT_AT_EQUALS,
    /** Deep linking settings carry no {@code data}. */
    NO_DEEP_LINKING_DATA,
    /** A line item takes the title of its activity whatever label was asked for. */
    DROPS_LINE_ITEM_LABEL,
    /** An activity has no line item unless its tool asks for one. */
    NO_OWN_LINE_ITEM,
    /** Keys of the key set name no algorithm. */
    KEYS_WITHOUT_ALG,
    /** Service calls without a User-Agent are refused with 403. */
    USER_AGENT_REQUIRED,
    /** Throttled calls are answered with 403 instead of 429. */
    THROTTLES_WITH_403,
    /** A score of nothing shows as work that waits for a grader. */
    ZERO_NEEDS_GRADING,
    /** A token that is missing, unknown or expired is answered with 403 instead of 401. */
    BAD_TOKEN_IS_FORBIDDEN,
    /** A score that is not newer than the stored one is answered with 400 instead of 409. */
    STALE_SCORE_IS_MALFORMED,
    /** A stored score is answered with 201. */
    SCORE_IS_CREATED,
    /** {@code /results?user_id=} shows everybody. */
    RESULTS_IGNORE_USER,
    /** The roster ignores {@code role} and {@code rlid}. */
    ROSTER_IGNORES_FILTERS,
    /** The roster says it is {@code application/json}. */
    MEMBERS_AS_JSON,
    /** Line items can be asked for by {@code lti_link_id} and not by {@code resource_link_id}. */
    LINK_FILTER_RENAMED,
    /** A line item that a tool makes forgets its resource link, and takes over a column of the same label. */
    COLUMNS_BY_LABEL,
    /** Launches name neither product nor version. */
    NO_PRODUCT_FAMILY,
    /** Deep linking names the link to be filled, and says nothing about line items. */
    DEEP_LINKING_FILLS_A_LINK
}
