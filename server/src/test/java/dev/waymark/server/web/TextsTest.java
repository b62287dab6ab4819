package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TextsTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    static final Iterable<String> languages = Texts.LANGUAGES;

    @ParameterizedTest
    @FieldSource("languages")
    void everyLanguageHasEveryText(String language) {
        assertThat(withoutPluralForms(Texts.of(Locale.forLanguageTag(language))))
                .isEqualTo(withoutPluralForms(Texts.english()));
    }

    @ParameterizedTest
    @FieldSource("languages")
    void apostrophesAndBracesKeepTheirMeaning(String language) {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        assertThat(texts.keys()).allSatisfy(key -> {
            assertThat(texts.get(key)).as(key).doesNotContain("'").isNotBlank();
            assertThat(texts.get(key, 1, 2, 3)).as(key).doesNotContain("{", "}");
        });
    }

    @ParameterizedTest
    @FieldSource("languages")
    void aTranslationUsesNoValueThatEnglishLacks(String language) {
        Texts texts = Texts.of(Locale.forLanguageTag(language));
        assertThat(texts.keys()).allSatisfy(key -> {
            String english = Texts.english().has(key) ? key : key.replaceFirst("\\.(zero|two|few|many)$", ".other");
            assertThat(placeholders(Texts.english().get(english))).as(key).containsAll(placeholders(texts.get(key)));
        });
    }

    @Test
    void choosesTheArabicPluralForm() {
        Texts arabic = Texts.of(Locale.forLanguageTag("ar-EG"));
        assertThat(arabic.count("environments", 2)).isEqualTo("بيئتان");
        assertThat(arabic.count("environments", 103)).isEqualTo("103 بيئات");
        assertThat(arabic.count("environments", 11)).isEqualTo("11 بيئة");
        assertThat(arabic.count("environments", 100)).isEqualTo("100 بيئة");
    }

    @Test
    void fallsBackToEnglishForALanguageItDoesNotSpeak() {
        assertThat(Texts.of(Locale.forLanguageTag("xx"))).isSameAs(Texts.english());
        assertThat(Texts.of(null)).isSameAs(Texts.english());
    }

    @Test
    void refusesAKeyThatDoesNotExist() {
        assertThatThrownBy(() -> Texts.english().get("no.such.text")).isInstanceOf(MissingResourceException.class);
    }

    private static Set<String> withoutPluralForms(Texts texts) {
        Set<String> keys = new TreeSet<>(texts.keys());
        keys.removeIf(key ->
                key.matches(".*\\.(zero|one|two|few|many)") && texts.has(key.replaceFirst("\\.[a-z]+$", ".other")));
        return keys;
    }

    private static Set<String> placeholders(String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(pattern);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
