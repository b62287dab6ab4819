package dev.waymark.lti.launch;

import java.util.List;

/**
 * The roles of one launch or member. Full names match exactly; a short name is a role in the context; a sub-role
 * stands for its principal role even when that one is not listed. Unknown roles are ignored.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#role-vocabularies">LTI Core 1.3 §A.2</a>
 */
public record Roles(List<String> names) {
    public static final String VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/";
    public static final String INSTRUCTOR = VOCABULARY + "membership#Instructor";
    public static final String LEARNER = VOCABULARY + "membership#Learner";
    public static final String MENTOR = VOCABULARY + "membership#Mentor";
    public static final String MANAGER = VOCABULARY + "membership#Manager";
    public static final String CONTEXT_ADMINISTRATOR = VOCABULARY + "membership#Administrator";
    public static final String INSTITUTION_ADMINISTRATOR = VOCABULARY + "institution/person#Administrator";
    public static final String SYSTEM_ADMINISTRATOR = VOCABULARY + "system/person#Administrator";
    public static final String TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
    private static final String PRINCIPAL = VOCABULARY + "membership#";
    private static final String SUB_ROLE = VOCABULARY + "membership/";

    public Roles {
        names = List.copyOf(names);
    }

    public boolean isLearner() {
        return inContext("Learner");
    }

    /** Instructor or one of its sub-roles, such as teaching assistant. */
    public boolean isInstructor() {
        return inContext("Instructor") || names.contains("TeachingAssistant");
    }

    public boolean isManager() {
        return inContext("Manager");
    }

    /** A mentor sees only the people in the launch's {@code role_scope_mentor}. */
    public boolean isMentor() {
        return inContext("Mentor");
    }

    public boolean isContextAdministrator() {
        return inContext("Administrator");
    }

    /** Whether this person may see everybody in the context. */
    public boolean seesWholeTeam() {
        return isInstructor() || isManager() || isContextAdministrator();
    }

    /** Whether this person comes to look after others, be it all of them or only their mentees. */
    public boolean isStaff() {
        return seesWholeTeam() || isMentor();
    }

    public boolean isLmsAdministrator() {
        return names.contains(INSTITUTION_ADMINISTRATOR) || names.contains(SYSTEM_ADMINISTRATOR);
    }

    /** A made-up person, such as a student preview: kept out of rosters and grades. */
    public boolean isTestUser() {
        return names.contains(TEST_USER);
    }

    private boolean inContext(String principal) {
        return names.stream().anyMatch(name -> principal.equals(contextPrincipal(name)));
    }

    /** {@code Learner} for {@code …membership#Learner}, {@code …membership/Learner#Instructor} and {@code Learner}. */
    private static String contextPrincipal(String name) {
        if (name.startsWith(PRINCIPAL)) {
            return name.substring(PRINCIPAL.length());
        }
        if (name.startsWith(SUB_ROLE)) {
            int hash = name.indexOf('#', SUB_ROLE.length());
            return hash < 0 ? "" : name.substring(SUB_ROLE.length(), hash);
        }
        return name.indexOf(':') < 0 && name.indexOf('/') < 0 && name.indexOf('#') < 0 ? name : "";
    }
}
