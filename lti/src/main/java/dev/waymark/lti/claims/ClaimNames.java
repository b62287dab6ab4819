package dev.waymark.lti.claims;

/**
 * Names of the claims in LTI messages.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#full-example-resource-link-request">LTI Core 1.3 §C</a>
 */
public final class ClaimNames {
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

    public static final String MESSAGE_TYPE = LTI + "message_type";
    public static final String VERSION = LTI + "version";
    public static final String DEPLOYMENT_ID = LTI + "deployment_id";
    public static final String TARGET_LINK_URI = LTI + "target_link_uri";
    public static final String RESOURCE_LINK = LTI + "resource_link";
    public static final String ROLES = LTI + "roles";
    public static final String ROLE_SCOPE_MENTOR = LTI + "role_scope_mentor";
    public static final String CONTEXT = LTI + "context";
    public static final String TOOL_PLATFORM = LTI + "tool_platform";
    public static final String LAUNCH_PRESENTATION = LTI + "launch_presentation";
    public static final String CUSTOM = LTI + "custom";
    public static final String LIS = LTI + "lis";
    public static final String LTI1P1 = LTI + "lti1p1";
    public static final String FOR_USER = LTI + "for_user";
    public static final String NOTIFICATION_SERVICE = LTI + "platformnotificationservice";
    public static final String NOTICE = LTI + "notice";
    public static final String ORIGIN_CONTEXTS = LTI + "origin_contexts";
    public static final String DEEP_LINKING_SETTINGS = DL + "deep_linking_settings";
    public static final String DATA = DL + "data";
    public static final String CONTENT_ITEMS = DL + "content_items";
    public static final String DEEP_LINKING_MESSAGE = DL + "msg";
    public static final String DEEP_LINKING_LOG = DL + "log";
    public static final String DEEP_LINKING_ERROR_MESSAGE = DL + "errormsg";
    public static final String DEEP_LINKING_ERROR_LOG = DL + "errorlog";
    public static final String AGS_ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    public static final String NRPS_ENDPOINT = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    public static final String GROUPS_ENDPOINT = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";

    private ClaimNames() {}
}
