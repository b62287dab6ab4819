package dev.waymark.server.content;

import static dev.waymark.server.content.TestModule.asset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleExchangeTest {
    private static final Module MODULE =
            TestModule.of(asset("alpha", "R", 100, "One", "one"), asset("beta", "S", 200, "Two", "two"));

    @Test
    void bringsAModuleToAnotherServerUnchanged() {
        assertThat(ModuleExchange.read(ModuleExchange.export(MODULE))).isEqualTo(MODULE);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "https://example.org/one, javascript:alert(1)",
        "https://example.org/one, https://example.net/one",
        "waymark-module, other-format",
        "\"version\":1, \"version\":2",
        "\"key\":\"beta\", \"key\":\"alpha\"",
        "\"level\":100, \"level\":-1",
        "\"level\":100, \"level\":1.5",
        "\"permalink\":\"/test\", \"permalink\":\"//evil\"",
        "\"title\":\"One\", \"title\":null",
        "\"title\":\"One\", \"titel\":\"One\""
    })
    void refusesWhatWasTamperedWith(String text, String otherwise) {
        var json = ModuleExchange.export(MODULE).replace(text, otherwise);
        assertThatThrownBy(() -> ModuleExchange.read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"format\":\"waymark-module\"}", "nonsense"})
    void refusesWhatIsNoModule(String json) {
        assertThatThrownBy(() -> ModuleExchange.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void refusesOrReadsWhateverItIsGiven() {
        var random = new Random(11);
        var json = ModuleExchange.export(MODULE);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder(json);
            text.setCharAt(random.nextInt(text.length()), "{}[]\":,0n\\ ".charAt(random.nextInt(11)));
            int at = random.nextInt(text.length());
            text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
            try {
                assertThat(ModuleExchange.read(text.toString()).placements()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }
}
