package dev.waymark.lti.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.launch.GroupsEndpoint;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final AccessToken TOKEN = new AccessToken("abc", Set.of(), Instant.EPOCH);
    private static final GroupsEndpoint ENDPOINT =
            new GroupsEndpoint(URI.create("https://lms.example/groups?c=1"), null, Set.of(Groups.SCOPE));

    @Test
    void asksForGroupsOfContextOrOfOneUser() {
        assertThat(Groups.list(ENDPOINT, TOKEN).uri()).isEqualTo(ENDPOINT.contextGroupsUrl());
        assertThat(Groups.list(ENDPOINT, TOKEN).header("Accept"))
                .isEqualTo("application/vnd.ims.lti-gs.v1.contextgroupcontainer+json");
        assertThat(Groups.of(ENDPOINT, "user 7", TOKEN).uri())
                .hasToString("https://lms.example/groups?c=1&user_id=user%207");
    }

    @Test
    void readsGroupsAndNextPage() {
        var body = """
                {"id":"x","groups":[{"id":"g1","name":"Tutorial 1","tag":"t","set_ids":["s1"]},{"id":"g2"},{"name":"no id"}]}""";
        var response = new LtiResponse(200, Map.of("Link", "<https://lms.example/groups?p=2>; rel=next"), body);
        var page = Groups.parsePage(response, Groups.list(ENDPOINT, TOKEN));
        assertThat(page.groups())
                .containsExactly(
                        new Group("g1", "Tutorial 1", "t", List.of("s1")), new Group("g2", "g2", null, List.of()));
        assertThat(page.next()).hasToString("https://lms.example/groups?p=2");
    }

    @Test
    void refusesWhatHoldsNoGroups() {
        for (var response : List.of(
                new LtiResponse(404, Map.of(), "{\"groups\":[]}"),
                new LtiResponse(200, Map.of(), "[]"),
                new LtiResponse(200, Map.of(), "{\"groups\":{}}"))) {
            assertThatExceptionOfType(LtiException.class)
                    .isThrownBy(() -> Groups.parsePage(response, Groups.list(ENDPOINT, TOKEN)));
        }
    }
}
