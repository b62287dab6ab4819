package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.http.LtiResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final String MEMBERS = "/courses/course-1/members";

    private final Campus campus = new Campus(Profile.PLAIN);

    private static List<String> ids(LtiResponse response) {
        var ids = new ArrayList<String>();
        Campus.json(response)
                .path("members")
                .forEach(member -> ids.add(member.path("user_id").asText()));
        return ids;
    }

    private static String link(LtiResponse response) {
        var link = String.valueOf(response.header("Link"));
        return link.substring(1, link.indexOf('>'));
    }

    @Test
    void listsEverybodyEnrolled() {
        var response = campus.get(MEMBERS, Lti.MEMBERS_TYPE);

        assertThat(ids(response)).containsExactly("teacher", "learner-1", "learner-2", "learner-3");
        assertThat(Campus.json(response).path("context").path("id").asText()).isEqualTo("course-1");
    }

    @Test
    void filtersByShortAndByFullRole() {
        var full = URLEncoder.encode(Role.INSTRUCTOR, StandardCharsets.UTF_8);

        assertThat(ids(campus.get(MEMBERS + "?role=Learner", Lti.MEMBERS_TYPE))).hasSize(3);
        assertThat(ids(campus.get(MEMBERS + "?role=" + full, Lti.MEMBERS_TYPE))).containsExactly("teacher");
    }

    @Test
    void keepsTheFilterFromPageToPage() {
        var first = campus.get(MEMBERS + "?role=Learner&limit=2", Lti.MEMBERS_TYPE);
        var second = campus.get(link(first), Lti.MEMBERS_TYPE);

        assertThat(ids(first)).containsExactly("learner-1", "learner-2");
        assertThat(ids(second)).containsExactly("learner-3");
        assertThat(second.header("Link")).contains("rel=\"differences\"").doesNotContain("next");
    }

    @Test
    void paginatesByItselfAfterFifty() {
        for (int i = 4; i <= 60; i++) {
            campus.platform.world().add(Person.of("learner-" + i, "Learner", "" + i));
            campus.platform.world().enrol("course-1", Enrolment.of("learner-" + i, Role.LEARNER));
        }

        assertThat(ids(campus.get(MEMBERS, Lti.MEMBERS_TYPE))).hasSize(50);
        assertThat(ids(new Campus(Profile.MOODLE).get(MEMBERS, Lti.MEMBERS_TYPE)))
                .hasSize(4);
    }

    @Test
    void forgetsTheRoleOnTheSecondPageOnMoodle() {
        var moodle = new Campus(Profile.MOODLE);

        var first = moodle.get(MEMBERS + "?role=Learner&limit=2", Lti.MEMBERS_TYPE);

        assertThat(link(first)).doesNotContain("role");
        assertThat(Campus.json(first)
                        .path("members")
                        .get(0)
                        .path("roles")
                        .get(0)
                        .asText())
                .isEqualTo("Learner");
    }

    @Test
    void tellsWhatHasChangedSince() {
        var differences = link(campus.get(MEMBERS, Lti.MEMBERS_TYPE));
        var world = campus.platform.world();
        world.enrol("course-1", Enrolment.of("learner-2", Role.LEARNER).with(Enrolment.DELETED));
        world.add(world.course("course-1").without("learner-3"));

        var changed = campus.get(differences, Lti.MEMBERS_TYPE);

        assertThat(ids(changed)).containsExactly("learner-2");
        assertThat(Campus.json(changed).path("members").get(0).path("status").asText())
                .isEqualTo("Deleted");
        assertThat(ids(campus.get(MEMBERS, Lti.MEMBERS_TYPE))).containsExactly("teacher", "learner-1");
    }

    @Test
    void sendsTheLinksParametersWithARlid() {
        var member = Campus.json(campus.get(MEMBERS + "?rlid=link-1", Lti.MEMBERS_TYPE))
                .path("members")
                .get(0);

        assertThat(member.path("message")
                        .get(0)
                        .path(Lti.CLAIM + "custom")
                        .path("who")
                        .asText())
                .isEqualTo("$User.id");
        assertThat(campus.get(MEMBERS + "?rlid=other", Lti.MEMBERS_TYPE).status())
                .isEqualTo(404);
    }

    @Test
    void namesGroupsWhenAsked() {
        var members = Campus.json(campus.get(MEMBERS + "?groups=true", Lti.MEMBERS_TYPE))
                .path("members");

        assertThat(members.get(1)
                        .path("group_enrollments")
                        .get(0)
                        .path("group_id")
                        .asText())
                .isEqualTo("group-a");
        assertThat(members.get(2).path("group_enrollments")).isEmpty();
    }

    @Test
    void listsGroupsAndTheirSets() {
        var groups = Campus.json(campus.get("/courses/course-1/groups", Lti.GROUPS_TYPE))
                .path("groups");
        var sets = Campus.json(campus.get("/courses/course-1/group-sets", Lti.GROUP_SETS_TYPE))
                .path("sets");

        assertThat(groups.get(0).path("name").asText()).isEqualTo("Group A");
        assertThat(sets.get(0).path("name").asText()).isEqualTo("Halves");
        assertThat(Campus.json(campus.get("/courses/course-1/groups?user_id=learner-2", Lti.GROUPS_TYPE))
                        .path("groups"))
                .isEmpty();
    }

    @Test
    void wantsAUserAgentOnCanvas() {
        var canvas = new Campus(Profile.CANVAS);
        var token = canvas.accessToken(Lti.MEMBERS_SCOPE);
        var request = new dev.waymark.lti.http.LtiRequest(
                "GET", Campus.address(MEMBERS), java.util.Map.of("Authorization", "Bearer " + token), null);

        assertThat(canvas.send(request).status()).isEqualTo(403);
        assertThat(canvas.get(MEMBERS, Lti.MEMBERS_TYPE).status()).isEqualTo(200);
    }
}
