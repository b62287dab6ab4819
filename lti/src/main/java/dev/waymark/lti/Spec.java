package dev.waymark.lti;

/** The clauses that refusals and checks point at, so that a platform's administrator can read the rule itself. */
public enum Spec {
    LOGIN_INITIATION(
            "Security Framework 1.0 §5.1.1.1 Third-party Initiated Login",
            Base.SECURITY + "#step-1-third-party-initiated-login"),
    AUTHENTICATION_REQUEST(
            "Security Framework 1.0 §5.1.1.2 Authentication Request", Base.SECURITY + "#step-2-authentication-request"),
    AUTHENTICATION_RESPONSE(
            "Security Framework 1.0 §5.1.1.3 Authentication Response",
            Base.SECURITY + "#step-3-authentication-response"),
    AUTHENTICATION_ERROR(
            "Security Framework 1.0 §5.1.1.5 Authentication Error Response",
            Base.SECURITY + "#authentication-error-response"),
    ID_TOKEN("Security Framework 1.0 §5.1.2 ID Token", Base.SECURITY + "#id-token"),
    TOKEN_VALIDATION(
            "Security Framework 1.0 §5.1.3 Authentication Response Validation",
            Base.SECURITY + "#authentication-response-validation"),
    CLIENT_CREDENTIALS(
            "Security Framework 1.0 §4.1.1 Client-Credentials Grant",
            Base.SECURITY + "#using-json-web-tokens-with-oauth-2-0-client-credentials-grant"),
    KEY_SET("Security Framework 1.0 §6.3 Key Set URL", Base.SECURITY + "#h_key-set-url"),
    JOSE_HEADER(
            "RFC 7515 §4.1 Registered Header Parameter Names", "https://www.rfc-editor.org/rfc/rfc7515#section-4.1"),
    COMPACT_FORM("RFC 7515 §7.1 JWS Compact Serialization", "https://www.rfc-editor.org/rfc/rfc7515#section-7.1"),
    JWT_CLAIMS("RFC 7519 §4 JWT Claims", "https://www.rfc-editor.org/rfc/rfc7519#section-4"),
    MESSAGE_TYPE("LTI Core 1.3 §5.3.1 Message type claim", Base.CORE + "#message-type-claim"),
    VERSION("LTI Core 1.3 §5.3.2 LTI Version claim", Base.CORE + "#lti-version-claim"),
    DEPLOYMENT("LTI Core 1.3 §5.3.3 LTI Deployment ID claim", Base.CORE + "#lti-deployment-id-claim"),
    TARGET_LINK("LTI Core 1.3 §5.3.4 Target Link URI", Base.CORE + "#target-link-uri"),
    RESOURCE_LINK("LTI Core 1.3 §5.3.5 Resource link claim", Base.CORE + "#resource-link-claim"),
    USER_IDENTITY("LTI Core 1.3 §5.3.6 User Identity claims", Base.CORE + "#user-identity-claims"),
    ROLES("LTI Core 1.3 §5.3.7 Roles claim", Base.CORE + "#roles-claim"),
    DEEP_LINKING_SETTINGS(
            "Deep Linking 2.0 §4.4.1 Deep linking settings", Base.DEEP_LINKING + "#deep-linking-settings"),
    DEEP_LINKING_RESPONSE(
            "Deep Linking 2.0 §4.5 Deep linking response", Base.DEEP_LINKING + "#deep-linking-response-message"),
    SUBMISSION_REVIEW("Submission Review 1.0", "https://www.imsglobal.org/spec/lti-sr/v1p0"),
    GRADE_SERVICES("Assignment and Grade Services 2.0", "https://www.imsglobal.org/spec/lti-ags/v2p0"),
    MEMBERS("Names and Role Provisioning Services 2.0", "https://www.imsglobal.org/spec/lti-nrps/v2p0"),
    GROUPS("Course Groups Service 1.0", "https://www.imsglobal.org/spec/lti-gs/v1p0"),
    DYNAMIC_REGISTRATION("Dynamic Registration 1.0", "https://www.imsglobal.org/spec/lti-dr/v1p0"),
    NOTIFICATIONS("Platform Notification Service 1.0", "https://www.imsglobal.org/spec/lti-pns/v1p0");

    private final String title;
    private final String url;

    Spec(String title, String url) {
        this.title = title;
        this.url = url;
    }

    public String title() {
        return title;
    }

    public String url() {
        return url;
    }

    private static final class Base {
        static final String SECURITY = "https://www.imsglobal.org/spec/security/v1p0/";
        static final String CORE = "https://www.imsglobal.org/spec/lti/v1p3/";
        static final String DEEP_LINKING = "https://www.imsglobal.org/spec/lti-dl/v2p0/";
    }
}
