package dev.waymark.server.content;

import static dev.waymark.server.content.TestModule.asset;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Module MODULE = TestModule.of(asset("alpha", "R", 100, "One", "one"));

    private static Module with(UnaryOperator<Environment> edit) {
        return new Module(
                MODULE.permalink(),
                MODULE.title(),
                MODULE.description(),
                MODULE.summary(),
                MODULE.rows(),
                MODULE.columns(),
                MODULE.environments().stream().map(edit).toList(),
                MODULE.paths());
    }

    private static String hash(Module module) {
        return Fingerprint.contentHash(module);
    }

    @Test
    void ignoresProseAndFrontMatter() {
        var edited =
                new Module("/test", "Other", "other", "other", Axis.NONE, Axis.NONE, MODULE.environments(), List.of());
        assertThat(hash(edited)).isEqualTo(hash(MODULE));
        assertThat(hash(with(e -> new Environment(
                        e.key(), e.name(), e.row(), e.column(), "new", "new", e.services(), e.resources()))))
                .isEqualTo(hash(MODULE));
    }

    @Test
    void ignoresHowALinkIsSpelled() {
        var url = "http://example.org/one/?utm_source=x";
        var spelled = with(e -> new Environment(
                e.key(),
                e.name(),
                null,
                null,
                "",
                "",
                List.of(),
                List.of(new Resource("R", List.of(new Asset(100, "One", url, "https://example.org/one"))))));
        assertThat(hash(spelled)).isEqualTo(hash(MODULE));
    }

    @Test
    void changesWithWhateverALearnerIsAskedToDo() {
        assertThat(List.of(
                        hash(MODULE),
                        hash(TestModule.of(asset("alpha", "R", 100, "Two", "one"))),
                        hash(TestModule.of(asset("alpha", "R", 200, "One", "one"))),
                        hash(TestModule.of(asset("alpha", "S", 100, "One", "one"))),
                        hash(TestModule.of(asset("beta", "R", 100, "One", "one"))),
                        hash(TestModule.of(asset("alpha", "R", 100, "One", "two"))),
                        hash(with(e ->
                                new Environment(e.key(), e.name(), "row", null, "", "", List.of(), e.resources()))),
                        hash(with(e -> new Environment(
                                e.key(),
                                e.name(),
                                null,
                                null,
                                "",
                                "",
                                List.of(new Service("S", null)),
                                e.resources())))))
                .doesNotHaveDuplicates();
    }

    @Test
    void hashesTheBytesOfThePage() {
        assertThat(Fingerprint.sourceHash("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
