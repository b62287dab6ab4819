package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.emulator.world.WorldState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseCopyTest {
    private final Campus campus = new Campus(Profile.PLAIN);

    @Test
    void keepsWhatIdentifiesAnActivityAndTellsItsHistory() {
        var copy =
                campus.platform.copy("course-1", "Machine learning, next year").course();
        campus.platform.world().enrol(copy.id(), Enrolment.of("learner-1", Role.LEARNER));
        var link = campus.platform.world().linksOf(copy.id()).get(0);

        var claims = campus.launch(campus.platform.open(link.id(), "learner-1"));

        assertThat(claims.path(Lti.CLAIM + "custom").path("context_history").asText())
                .isEqualTo("course-1");
        assertThat(claims.path(Lti.CLAIM + "custom").path("odd").asText()).isEqualTo("$No.such.var");
        assertThat(link.history()).containsExactly("link-1");
        var lineItem = campus.platform.world().lineItemsOf(copy.id()).get(0);
        assertThat(lineItem.id()).isEqualTo(link.lineItem()).isNotEqualTo("item-1");
        assertThat(lineItem.resourceId()).isEqualTo("module");
        assertThat(lineItem.tag()).isEqualTo("progress");
    }

    @Test
    void tellsToolsThatHaveAsked() {
        assertThat(campus.platform.copy("course-1", "Unnoticed").notices()).isEmpty();
        var handler = Map.of("notice_type", Lti.CONTEXT_COPY, "handler", "https://tool.example/notices");
        assertThat(campus.write("PUT", "/notices", "application/json", handler).status())
                .isEqualTo(200);

        var copied = campus.platform.copy("course-1", "Noticed");

        assertThat(copied.notices()).hasSize(1);
        var notice = copied.notices().get(0);
        assertThat(notice.uri()).hasToString("https://tool.example/notices");
        var claims = Campus.claims(
                Json.object(notice.body()).path("notices").get(0).path("jwt").asText());
        assertThat(claims.path(Lti.CLAIM + "notice").path("type").asText()).isEqualTo(Lti.CONTEXT_COPY);
        assertThat(claims.path(Lti.CLAIM + "context").path("id").asText())
                .isEqualTo(copied.course().id());
        assertThat(claims.path(Lti.CLAIM + "origin_contexts").get(0).asText()).isEqualTo("course-1");
        assertThat(claims.has("sub")).isFalse();
    }

    @Test
    void aWorldSurvivesBeingWrittenDown() throws Exception {
        campus.score("learner-1", 50, "2030-03-01T10:00:00.1Z");
        campus.platform.copy("course-1", "Copy");
        var state = campus.platform.world().state();

        var read = Json.MAPPER.readValue(Json.write(state), WorldState.class);

        assertThat(World.of(read).state()).isEqualTo(state);
    }
}
