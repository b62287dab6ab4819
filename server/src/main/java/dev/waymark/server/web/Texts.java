package dev.waymark.server.web;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every text of the product in one language; a key that does not exist is a mistake of ours and fails. */
public final class Texts {
    public static final List<String> LANGUAGES = List.of("en", "de", "ar");

    private static final List<String> BUNDLES = List.of("web", "launch", "progress", "records", "team", "admin");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar");
    private static final Map<String, Texts> BY_LANGUAGE =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Texts::new));
    private static final Texts ENGLISH = Objects.requireNonNull(BY_LANGUAGE.get("en"));

    private final Locale locale;
    private final Map<String, String> patterns;

    private Texts(String language) {
        // Latin digits everywhere: figures are compared with the LMS and the source page.
        this.locale = Locale.forLanguageTag(language + "-u-nu-latn");
        this.patterns = read(Locale.forLanguageTag(language));
    }

    public static Texts of(@Nullable Locale wanted) {
        Texts found = wanted == null ? null : BY_LANGUAGE.get(wanted.getLanguage());
        return found != null ? found : english();
    }

    public static Texts english() {
        return ENGLISH;
    }

    public String get(String key, Object... values) {
        String pattern = pattern(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(isolated(values));
    }

    /** A whole number with the language's separators. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** The plural form that the language asks for; the number is value {0}, further values follow. */
    public String count(String key, long number, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = number;
        System.arraycopy(more, 0, values, 1, more.length);
        String form = key + "." + Plural.form(language(), number);
        return get(has(form) ? form : key + ".other", values);
    }

    /** The text of an enum's constant: {@code state.completed} for {@code State.COMPLETED}. */
    public String of(String prefix, Enum<?> constant) {
        return get(prefix + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    public String level(int level) {
        return level == 0 ? get("level.none") : Integer.toString(level);
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    public Set<String> keys() {
        return patterns.keySet();
    }

    public Locale locale() {
        return locale;
    }

    public String language() {
        return locale.getLanguage();
    }

    public String direction() {
        return RIGHT_TO_LEFT.contains(language()) ? "rtl" : "ltr";
    }

    /** Names keep their own direction inside a sentence that runs from right to left. */
    private Object[] isolated(Object[] values) {
        return direction().equals("ltr")
                ? values
                : Arrays.stream(values)
                        .map(value -> value instanceof String name ? "\u2068" + name + "\u2069" : value)
                        .toArray();
    }

    private String pattern(String key) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new MissingResourceException("No text " + key + " in " + language(), "texts", key);
        }
        return pattern;
    }

    private static Map<String, String> read(Locale locale) {
        ResourceBundle.Control exactly =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        Map<String, String> patterns = new HashMap<>();
        for (String name : BUNDLES) {
            ResourceBundle bundle = ResourceBundle.getBundle("texts." + name, locale, exactly);
            bundle.keySet().forEach(key -> patterns.put(key, bundle.getString(key)));
        }
        return Map.copyOf(patterns);
    }
}
