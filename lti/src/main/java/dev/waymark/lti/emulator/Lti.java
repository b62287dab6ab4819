package dev.waymark.lti.emulator;

/** Names from the specifications. */
final class Lti {
    static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    static final String DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    static final String GRADES_CLAIM = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    static final String MEMBERS_CLAIM = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    static final String GROUPS_CLAIM = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";
    static final String TOOL_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    static final String PLATFORM_CONFIGURATION = "https://purl.imsglobal.org/spec/lti-platform-configuration";

    static final String LINE_ITEM_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
    static final String LINE_ITEM_READ_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly";
    static final String RESULT_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
    static final String SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    static final String MEMBERS_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    static final String GROUPS_SCOPE = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";
    static final String NOTICES_SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    static final String LINE_ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json";
    static final String LINE_ITEMS_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    static final String RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json";
    static final String SCORE_TYPE = "application/vnd.ims.lis.v1.score+json";
    static final String MEMBERS_TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    static final String GROUPS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    static final String GROUP_SETS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json";

    static final String CONTEXT_COPY = "LtiContextCopyNotice";

    private Lti() {}
}
