package dev.waymark.lti.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.LineItem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineItemsTest {
    private static final String CONTAINER = "/courses/course-1/lineitems";

    private final Campus campus = new Campus(Profile.PLAIN);

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "'', 1",
        "?resource_link_id=link-1, 1",
        "?resource_id=module&tag=progress, 1",
        "?resource_id=module&tag=other, 0",
        "?resource_link_id=link-2, 0"
    })
    void filters(String query, int found) {
        var response = campus.get(CONTAINER + query, Lti.LINE_ITEMS_TYPE);

        assertThat(Campus.json(response)).hasSize(found);
    }

    @Test
    void createsChangesAndDeletes() {
        var created = campus.write("POST", CONTAINER, Lti.LINE_ITEM_TYPE, Map.of("label", "New", "scoreMaximum", 100));
        assertThat(created.status()).isEqualTo(201);
        var address = Campus.json(created).path("id").asText();

        var changed = campus.write("PUT", address, Lti.LINE_ITEM_TYPE, Map.of("label", "Newer", "scoreMaximum", 10));
        assertThat(Campus.json(changed).path("label").asText()).isEqualTo("Newer");
        assertThat(Campus.json(campus.get(address, Lti.LINE_ITEM_TYPE))
                        .path("scoreMaximum")
                        .asInt())
                .isEqualTo(10);

        assertThat(campus.write("DELETE", address, Lti.LINE_ITEM_TYPE, Map.of()).status())
                .isEqualTo(204);
        assertThat(campus.get(address, Lti.LINE_ITEM_TYPE).status()).isEqualTo(404);
    }

    @Test
    void refusesABlankLabelAndAMaximumOfZero() {
        assertThat(campus.write("POST", CONTAINER, Lti.LINE_ITEM_TYPE, Map.of("label", " ", "scoreMaximum", 1))
                        .status())
                .isEqualTo(400);
        assertThat(campus.write("POST", CONTAINER, Lti.LINE_ITEM_TYPE, Map.of("label", "A", "scoreMaximum", 0))
                        .status())
                .isEqualTo(400);
        assertThat(Campus.json(campus.get(CONTAINER, Lti.LINE_ITEMS_TYPE))).hasSize(1);
    }

    @Test
    void hidesTheLineItemsOfOtherTools() {
        campus.platform.world().add(LineItem.of("foreign", "course-1", "other-client", null, "Essay"));

        assertThat(Campus.json(campus.get(CONTAINER, Lti.LINE_ITEMS_TYPE))).hasSize(1);
        assertThat(campus.get(CONTAINER + "/foreign/lineitem", Lti.LINE_ITEM_TYPE)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void comesInPages() {
        for (int i = 2; i <= 5; i++) {
            campus.platform.world().add(LineItem.of("item-" + i, "course-1", Campus.CLIENT, null, "Item " + i));
        }

        var first = campus.get(CONTAINER + "?limit=3", Lti.LINE_ITEMS_TYPE);
        var link = String.valueOf(first.header("Link"));
        var second = campus.get(link.substring(1, link.indexOf('>')), Lti.LINE_ITEMS_TYPE);

        assertThat(link).endsWith(">; rel=\"next\"");
        assertThat(Campus.json(first)).hasSize(3);
        assertThat(Campus.json(second)).hasSize(2);
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void demandsTheQueryAndTheOneMediaTypeOnMoodle() {
        var moodle = new Campus(Profile.MOODLE);

        assertThat(moodle.get(CONTAINER, Lti.LINE_ITEMS_TYPE).status()).isEqualTo(400);
        assertThat(moodle.get(CONTAINER + "?type_id=1", "application/json").status())
                .isEqualTo(400);
        assertThat(moodle.get(CONTAINER + "?type_id=1", Lti.LINE_ITEMS_TYPE + ", */*")
                        .status())
                .isEqualTo(400);
        var listed = moodle.get(CONTAINER + "?type_id=1", Lti.LINE_ITEMS_TYPE);
        assertThat(Campus.json(listed).get(0).path("id").asText()).endsWith("/lineitem?type_id=1");
    }

    @Test
    void linksWithTypographicQuotesOnMoodle() {
        var moodle = new Campus(Profile.MOODLE);
        moodle.platform.world().add(LineItem.of("item-2", "course-1", Campus.CLIENT, null, "Item 2"));

        var page = moodle.get(CONTAINER + "?type_id=1&limit=1", Lti.LINE_ITEMS_TYPE);

        assertThat(page.header("Link")).endsWith("rel=“next”");
    }
}
