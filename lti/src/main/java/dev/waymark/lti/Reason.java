package dev.waymark.lti;

import java.util.Locale;

/** Why something was refused: a stable code, a sentence fit for a person, the clause, and the status to answer with. */
public enum Reason {
    LOGIN_INCOMPLETE(Spec.LOGIN_INITIATION, 400, "The platform's login request lacks a required parameter."),
    LOGIN_MALFORMED(Spec.LOGIN_INITIATION, 400, "The platform's login request cannot be read."),
    REGISTRATION_UNKNOWN(Spec.LOGIN_INITIATION, 400, "This platform is not registered with the tool."),
    REGISTRATION_AMBIGUOUS(
            Spec.LOGIN_INITIATION, 400, "Several registrations match and the platform did not say which one it means."),
    TARGET_NOT_ALLOWED(Spec.TARGET_LINK, 400, "The link does not point at this tool."),
    RESPONSE_MALFORMED(Spec.AUTHENTICATION_RESPONSE, 400, "The platform's answer cannot be read."),
    PLATFORM_REFUSED(Spec.AUTHENTICATION_ERROR, 400, "The platform could not sign you in."),
    STATE_INVALID(Spec.AUTHENTICATION_RESPONSE, 400, "This launch was not started by this tool."),
    STATE_EXPIRED(Spec.AUTHENTICATION_RESPONSE, 400, "This launch took too long and has to be started again."),
    STATE_OTHER_BROWSER(Spec.AUTHENTICATION_RESPONSE, 400, "This launch was started in another browser."),
    STATE_USED(Spec.TOKEN_VALIDATION, 400, "This launch was used before and has to be started again."),
    TOKEN_TOO_LARGE(Spec.COMPACT_FORM, 413, "The token is too large."),
    TOKEN_MALFORMED(Spec.COMPACT_FORM, 400, "The token is not a well-formed signed token."),
    DUPLICATE_CLAIM(Spec.JWT_CLAIMS, 400, "The token names a claim twice."),
    ALGORITHM_NOT_ALLOWED(Spec.JOSE_HEADER, 401, "The token is not signed with RS256."),
    HEADER_NOT_ALLOWED(Spec.JOSE_HEADER, 401, "The token's header asks for something that is not allowed."),
    KID_MISSING(Spec.TOKEN_VALIDATION, 401, "The token does not name the key that signed it."),
    KID_MALFORMED(Spec.TOKEN_VALIDATION, 401, "The token's key id is not a plain identifier."),
    KID_UNKNOWN(Spec.KEY_SET, 401, "The platform publishes no key with the token's key id."),
    KEY_TOO_WEAK(Spec.KEY_SET, 401, "The platform's key is shorter than 2048 bits."),
    SIGNATURE_INVALID(Spec.TOKEN_VALIDATION, 401, "The token's signature is not the platform's."),
    ISSUER_MISMATCH(Spec.TOKEN_VALIDATION, 401, "The token comes from another issuer."),
    AUDIENCE_MISMATCH(Spec.TOKEN_VALIDATION, 401, "The token is meant for another tool."),
    AUTHORIZED_PARTY_MISMATCH(Spec.TOKEN_VALIDATION, 401, "The token was issued to another tool."),
    EXPIRY_MISSING(Spec.ID_TOKEN, 400, "The token does not say when it expires."),
    EXPIRED(Spec.TOKEN_VALIDATION, 401, "The token has expired."),
    ISSUED_AT_MISSING(Spec.ID_TOKEN, 400, "The token does not say when it was issued."),
    ISSUED_IN_FUTURE(Spec.TOKEN_VALIDATION, 401, "The token was issued in the future; a clock is wrong."),
    NOT_YET_VALID(Spec.JWT_CLAIMS, 401, "The token is not valid yet."),
    NONCE_MISSING(Spec.ID_TOKEN, 400, "The token carries no nonce."),
    NONCE_MISMATCH(Spec.TOKEN_VALIDATION, 401, "The token answers another login."),
    MESSAGE_TYPE_MISSING(Spec.MESSAGE_TYPE, 400, "The message does not say what it is."),
    MESSAGE_TYPE_UNKNOWN(Spec.MESSAGE_TYPE, 400, "The tool does not know this kind of message."),
    VERSION_MISSING(Spec.VERSION, 400, "The message does not name its LTI version."),
    VERSION_WRONG(Spec.VERSION, 400, "The message is not LTI 1.3.0."),
    DEPLOYMENT_MISSING(Spec.DEPLOYMENT, 400, "The message names no deployment."),
    DEPLOYMENT_MALFORMED(Spec.DEPLOYMENT, 400, "The deployment id is not 1 to 255 ASCII characters."),
    DEPLOYMENT_UNKNOWN(Spec.DEPLOYMENT, 403, "This deployment of the tool has not been approved."),
    SUBJECT_MISSING(Spec.USER_IDENTITY, 400, "The message does not say who launches."),
    SUBJECT_MALFORMED(Spec.USER_IDENTITY, 400, "The user id is not 1 to 255 ASCII characters."),
    ROLES_MISSING(Spec.ROLES, 400, "The message carries no list of roles."),
    TARGET_LINK_MISSING(Spec.TARGET_LINK, 400, "The message names no target link."),
    TARGET_LINK_MISMATCH(Spec.TARGET_LINK, 400, "The message points at another link than its login."),
    RESOURCE_LINK_MISSING(Spec.RESOURCE_LINK, 400, "The message names no resource link."),
    RESOURCE_LINK_MALFORMED(Spec.RESOURCE_LINK, 400, "The resource link id is not 1 to 255 ASCII characters."),
    DEEP_LINKING_SETTINGS_INVALID(
            Spec.DEEP_LINKING_SETTINGS, 400, "The deep linking settings are missing or incomplete."),
    REVIEW_INCOMPLETE(Spec.SUBMISSION_REVIEW, 400, "The review message lacks the learner or the line item."),
    CONTENT_NOT_ACCEPTED(Spec.DEEP_LINKING_RESPONSE, 400, "The platform does not accept this content here."),
    KEY_SET_INVALID(Spec.KEY_SET, 502, "The platform's key set cannot be read."),
    TOKEN_REFUSED(Spec.CLIENT_CREDENTIALS, 502, "The platform refused an access token."),
    GRADES_INVALID(Spec.GRADE_SERVICES, 502, "The platform's grade service answered something unreadable."),
    MEMBERS_INVALID(Spec.MEMBERS, 502, "The platform's roster cannot be read."),
    GROUPS_INVALID(Spec.GROUPS, 502, "The platform's groups cannot be read."),
    CONFIGURATION_INVALID(Spec.DYNAMIC_REGISTRATION, 400, "The platform's configuration cannot be used."),
    REGISTRATION_REFUSED(Spec.DYNAMIC_REGISTRATION, 502, "The platform refused the registration."),
    NOTICE_INVALID(Spec.NOTIFICATIONS, 400, "The notice cannot be used.");

    private final Spec spec;
    private final int status;
    private final String sentence;

    Reason(Spec spec, int status, String sentence) {
        this.spec = spec;
        this.status = status;
        this.sentence = sentence;
    }

    /** Stable, lower case with dashes: {@code nonce-mismatch}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Spec spec() {
        return spec;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }
}
