package dev.waymark.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/";

    @Test
    void countsLearnerWithInstructorSubRoleAsLearnerOnly() {
        var roles = roles(M + "membership/Learner#Instructor");
        assertThat(roles.isLearner()).isTrue();
        assertThat(roles.isInstructor()).isFalse();
        assertThat(roles.isStaff()).isFalse();
    }

    @Test
    void countsInstitutionInstructorAsNobodyInContext() {
        var roles = roles(M + "institution/person#Instructor", M + "system/person#Administrator");
        assertThat(roles.isInstructor()).isFalse();
        assertThat(roles.isStaff()).isFalse();
    }

    @Test
    void countsTeachingAssistantWithoutPrincipalAsInstructor() {
        assertThat(roles(M + "membership/Instructor#TeachingAssistant").isInstructor())
                .isTrue();
        assertThat(roles("TeachingAssistant").isInstructor()).isTrue();
    }

    @Test
    void takesShortNamesAsContextRolesOnly() {
        assertThat(roles("Administrator").isContextAdministrator()).isTrue();
        assertThat(roles("Administrator").isLmsAdministrator()).isFalse();
        assertThat(roles("Learner").isLearner()).isTrue();
        assertThat(roles("learner").isLearner()).isFalse();
    }

    @Test
    void tellsContextFromLmsAdministrator() {
        assertThat(roles(M + "membership#Administrator").isContextAdministrator())
                .isTrue();
        assertThat(roles(M + "membership#Administrator").isLmsAdministrator()).isFalse();
        assertThat(roles(M + "institution/person#Administrator").isLmsAdministrator())
                .isTrue();
        assertThat(roles(M + "institution/person#Administrator").isContextAdministrator())
                .isFalse();
        assertThat(roles(M + "system/person#Administrator").isLmsAdministrator())
                .isTrue();
    }

    @Test
    void letsMentorSeeOnlyMentees() {
        var mentor = roles(M + "membership#Mentor");
        assertThat(mentor.isMentor()).isTrue();
        assertThat(mentor.isStaff()).isTrue();
        assertThat(mentor.seesWholeTeam()).isFalse();
    }

    @Test
    void letsInstructorManagerAndAdministratorSeeWholeTeam() {
        assertThat(List.of("Instructor", "TeachingAssistant", "Manager", "Administrator"))
                .allMatch(role -> roles(role).seesWholeTeam());
        assertThat(List.of("Learner", "Member", "ContentDeveloper", "Officer", "Guest"))
                .noneMatch(role -> roles(role).isStaff());
    }

    @Test
    void knowsTestUser() {
        assertThat(roles("http://purl.imsglobal.org/vocab/lti/system/person#TestUser")
                        .isTestUser())
                .isTrue();
        assertThat(roles("TestUser").isTestUser()).isFalse();
    }

    @Test
    void ignoresLookAlikes() {
        assertThat(List.of(
                        "http://evil.example/membership#Instructor",
                        "HTTP://PURL.IMSGLOBAL.ORG/vocab/lis/v2/membership#Instructor",
                        M + "membership/Instructor",
                        M + "membership#instructor",
                        " Instructor",
                        "Instructor#Learner",
                        ""))
                .noneMatch(role -> roles(role).isStaff());
    }

    private static Roles roles(String... names) {
        return new Roles(List.of(names));
    }
}
