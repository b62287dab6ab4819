package dev.waymark.lti.emulator.world;

/**
 * The role names that platforms send.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies">LTI Core 1.3 §A.2</a>
 */
public final class Role {
    private static final String LIS = "http://purl.imsglobal.org/vocab/lis/v2/";

    public static final String CONTEXT_PREFIX = LIS + "membership#";
    public static final String INSTRUCTOR = CONTEXT_PREFIX + "Instructor";
    public static final String LEARNER = CONTEXT_PREFIX + "Learner";
    public static final String MENTOR = CONTEXT_PREFIX + "Mentor";
    public static final String MANAGER = CONTEXT_PREFIX + "Manager";
    public static final String CONTEXT_ADMINISTRATOR = CONTEXT_PREFIX + "Administrator";
    public static final String TEACHING_ASSISTANT = LIS + "membership/Instructor#TeachingAssistant";
    public static final String INSTITUTION_ADMINISTRATOR = LIS + "institution/person#Administrator";
    public static final String SYSTEM_ADMINISTRATOR = LIS + "system/person#Administrator";
    public static final String TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";

    private Role() {}

    /** The name after the fragment, which some platforms send alone. */
    public static String shortName(String role) {
        return role.substring(role.indexOf('#') + 1);
    }
}
