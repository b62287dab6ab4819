package dev.waymark.server.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8785. */
class CanonicalJsonTest {
    private static String canonical(String json) throws JsonProcessingException {
        return CanonicalJson.write(new ObjectMapper().readTree(json));
    }

    @Test
    void section323SortsPropertiesByUtf16CodeUnits() throws JsonProcessingException {
        var json = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
                 "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}""";
        assertThat(canonical(json).replaceAll("\"[^\"]*\":\"([A-Z])[^\"]*\"", "$1"))
                .isEqualTo("{C,O,C,L,E,E,H}");
    }

    @Test
    void section3222WritesStringsInTheirShortestForm() throws JsonProcessingException {
        assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
                .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void leavesNoSpaceBetweenTokens() throws JsonProcessingException {
        assertThat(canonical("{ \"b\" : [ 1 , null , true, {} , [] ] , \"a\" : -7 }"))
                .isEqualTo("{\"a\":-7,\"b\":[1,null,true,{},[]]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9007199254740993", "1e400", "99999999999999999999"})
    void refusesNumbersThatADoubleDoesNotHoldExactly(String number) {
        assertThatThrownBy(() -> canonical(number)).isInstanceOf(IllegalArgumentException.class);
    }
}
