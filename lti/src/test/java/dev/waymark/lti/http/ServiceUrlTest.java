package dev.waymark.lti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://lms/item/7, https://lms/item/7/scores",
        "https://lms/item/7/, https://lms/item/7/scores",
        "https://lms/item/7?type_id=1, https://lms/item/7/scores?type_id=1",
        "https://lms/item.php/7/lineitem?type_id=1&a=b/c, https://lms/item.php/7/lineitem/scores?type_id=1&a=b/c",
        "https://lms/i%2Ftem/7?x=%3F, https://lms/i%2Ftem/7/scores?x=%3F",
        "https://lms/item#part, https://lms/item/scores#part"
    })
    void editsPathAlone(URI lineItem, URI scores) {
        assertThat(ServiceUrl.below(lineItem, "scores")).isEqualTo(scores);
    }

    @ParameterizedTest
    @CsvSource({
        "https://lms/members, https://lms/members?rlid=a%20b%26c",
        "https://lms/members?, https://lms/members?rlid=a%20b%26c",
        "https://lms/members?x=1, https://lms/members?x=1&rlid=a%20b%26c",
        "https://lms/members?x=1&, https://lms/members?x=1&rlid=a%20b%26c"
    })
    void keepsQueryAndAddsToIt(URI url, URI longer) {
        assertThat(ServiceUrl.with(url, Map.of("rlid", "a b&c"))).isEqualTo(longer);
    }
}
