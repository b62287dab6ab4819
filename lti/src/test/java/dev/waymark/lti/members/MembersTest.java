package dev.waymark.lti.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.launch.NrpsEndpoint;
import dev.waymark.lti.launch.Roles;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final AccessToken TOKEN = new AccessToken("abc", Set.of(), Instant.EPOCH);
    private static final NrpsEndpoint ENDPOINT =
            new NrpsEndpoint(URI.create("https://lms.example/members?id=3"), List.of("2.0"));
    private static final LtiRequest REQUEST = MemberQuery.EVERYBODY.first(ENDPOINT, TOKEN);

    @Test
    void asksForEverybodyAtAddressAsGiven() {
        assertThat(REQUEST.uri()).isEqualTo(ENDPOINT.contextMembershipsUrl());
        assertThat(REQUEST.header("Accept")).isEqualTo("application/vnd.ims.lti-nrps.v2.membershipcontainer+json");
        assertThat(REQUEST.header("Authorization")).isEqualTo("Bearer abc");
    }

    @Test
    void filtersByRoleLinkLimitAndGroups() {
        var query = MemberQuery.EVERYBODY
                .withRole(Roles.LEARNER)
                .withResourceLink("link 1")
                .withLimit(100)
                .withGroups();
        assertThat(query.first(ENDPOINT, TOKEN).uri().getRawQuery())
                .isEqualTo("id=3&role=http%3A%2F%2Fpurl.imsglobal.org%2Fvocab%2Flis%2Fv2%2Fmembership%23Learner"
                        + "&rlid=link%201&limit=100&groups=true");
    }

    @Test
    void readsMembersWithShortRolesAndMissingStatus() {
        var page = page("""
                {"id":"https://lms.example/members","context":{"id":"course-1"},"members":[
                 {"user_id":"7","roles":["Learner"],"name":"Learner\u202E 07","email":"learner07@lms.example"},
                 {"user_id":"8","status":"Inactive","roles":["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"]},
                 {"user_id":"9","status":"Deleted","roles":[],"group_enrollments":[{"group_id":"g1"},{"group_id":"g2"},{}]},
                 {"user_id":"10","status":"Sleeping"}]}""");
        assertThat(page.contextId()).isEqualTo("course-1");
        assertThat(page.members())
                .extracting(Member::status)
                .containsExactly(
                        Member.Status.ACTIVE, Member.Status.INACTIVE, Member.Status.DELETED, Member.Status.ACTIVE);
        assertThat(page.members().get(0).roles().isLearner()).isTrue();
        assertThat(page.members().get(0).name()).isEqualTo("Learner 07");
        assertThat(page.members().get(1).roles().isInstructor()).isTrue();
        assertThat(page.members().get(2).groups()).containsExactly("g1", "g2");
        assertThat(page.members().get(3).name()).isNull();
    }

    @Test
    void followsNextAndDifferencesVerbatim() {
        var header =
                "<https://lms.example/members?p=AbC>; rel=\"next\", <https://lms.example/d?S=1>; rel=\"differences\"";
        var page = MemberPage.parse(new LtiResponse(200, Map.of("Link", header), "{\"members\":[]}"), REQUEST);
        assertThat(page.next()).hasToString("https://lms.example/members?p=AbC");
        assertThat(page.differences()).hasToString("https://lms.example/d?S=1");
        assertThat(MemberQuery.page(URI.create("https://lms.example/members?p=AbC"), TOKEN)
                        .uri())
                .isEqualTo(page.next());
    }

    @Test
    void countsEntriesWithoutUsableId() {
        var page = page("{\"members\":[{\"user_id\":\"\"},{\"user_id\":\"ü\"},{\"name\":\"x\"},{\"user_id\":\"7\"}]}");
        assertThat(page.members()).extracting(Member::userId).containsExactly("7");
        assertThat(page.unusable()).isEqualTo(3);
    }

    @Test
    void readsLargePageWhole() {
        var members = "{\"user_id\":\"7\"},".repeat(49_999) + "{\"user_id\":\"8\"}";
        assertThat(page("{\"members\":[" + members + "]}").members()).hasSize(50_000);
    }

    @Test
    void refusesWhatIsNoRoster() {
        for (var body : List.of("", "[]", "{}", "{\"members\":7}", "<html>", " ".repeat(17_000_000))) {
            refused(new LtiResponse(200, Map.of(), body));
        }
        refused(new LtiResponse(403, Map.of(), "{\"members\":[]}"));
    }

    private static MemberPage page(String body) {
        return MemberPage.parse(new LtiResponse(200, Map.of(), body), REQUEST);
    }

    private static void refused(LtiResponse response) {
        assertThatExceptionOfType(LtiException.class)
                .isThrownBy(() -> MemberPage.parse(response, REQUEST))
                .extracting(LtiException::reason)
                .isEqualTo(Reason.MEMBERS_INVALID);
    }
}
