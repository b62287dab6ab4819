package dev.waymark.lti.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed reading of one JSON object. A member that is missing, null or of another type reads as absent:
 * optional claims are then simply not there, and whoever needs one says so.
 */
public final class Claims {
    private static final int MAX_LIST = 100_000;
    private static final int MAX_TEXT = 65_536;
    private static final int MAX_IDENTIFIER = 255;
    private static final int MAX_SCALE = 40;
    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    private final ObjectNode node;

    Claims(ObjectNode node) {
        this.node = node;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether the name stands there at all, even with null. */
    public boolean mentions(String name) {
        return node.has(name);
    }

    public @Nullable String text(String name) {
        return textOf(node.get(name));
    }

    public String text(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    /** An id of a user, deployment, context or link: 1 to 255 printable ASCII characters, compared exactly. */
    public @Nullable String identifier(String name) {
        var text = text(name);
        boolean valid = text != null
                && !text.isEmpty()
                && text.length() <= MAX_IDENTIFIER
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
        return valid ? text : null;
    }

    /** A name or title for people: without control and direction marks, capped. */
    public @Nullable String title(String name) {
        var text = text(name);
        return text == null ? null : PlainText.titleOrNull(text);
    }

    /** An absolute http or https address. */
    public @Nullable URI uri(String name) {
        var text = text(name);
        return text == null ? null : uriOf(text);
    }

    public @Nullable Boolean flag(String name) {
        var value = node.get(name);
        if (value != null && value.isTextual()) {
            return switch (value.asText()) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> null;
            };
        }
        return value != null && value.isBoolean() ? (Boolean) value.asBoolean() : null;
    }

    public @Nullable BigDecimal number(String name) {
        var value = node.get(name);
        return value != null && value.isNumber() ? decimalOf(value) : null;
    }

    /** A number, also when it is written as text. */
    public @Nullable BigDecimal decimal(String name) {
        var text = text(name);
        if (text == null || text.length() > 20) {
            return number(name);
        }
        try {
            var decimal = new BigDecimal(text);
            return Math.abs((long) decimal.scale()) > MAX_SCALE ? null : decimal;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Seconds since the epoch, with or without a fraction. */
    public @Nullable Instant epochSeconds(String name) {
        var seconds = number(name);
        if (seconds == null || seconds.signum() < 0 || seconds.compareTo(LATEST_SECOND) > 0) {
            return null;
        }
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    public @Nullable Instant timestamp(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    public @Nullable Claims object(String name) {
        return node.get(name) instanceof ObjectNode object ? new Claims(object) : null;
    }

    public boolean isList(String name) {
        var value = node.get(name);
        return value != null && value.isArray();
    }

    /** Whether a list holds the one text and nothing besides it. */
    public boolean onlyTexts(String name, String text) {
        var list = node.get(name);
        if (list == null || list.isEmpty()) {
            return false;
        }
        for (var element : list) {
            if (!element.isTextual() || !element.asText().equals(text)) {
                return false;
            }
        }
        return true;
    }

    /** The strings of a list; anything else in it is ignored. */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        for (var element : elements(name)) {
            var text = textOf(element);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    public List<Claims> objects(String name) {
        return objects(elements(name));
    }

    static List<Claims> objects(Iterable<JsonNode> elements) {
        var objects = new ArrayList<Claims>();
        for (var element : elements) {
            if (element instanceof ObjectNode object && objects.size() < MAX_LIST) {
                objects.add(new Claims(object));
            }
        }
        return List.copyOf(objects);
    }

    /** All members as text, without nulls and nested values. */
    public Map<String, String> textMap() {
        var map = new LinkedHashMap<String, String>();
        for (var member : node.properties()) {
            var value = member.getValue();
            if (value.isValueNode() && !value.isNull() && map.size() < MAX_LIST && fits(value.asText())) {
                map.put(member.getKey(), value.asText());
            }
        }
        return map;
    }

    public String json() {
        return StrictJson.write(node);
    }

    private Iterable<JsonNode> elements(String name) {
        var value = node.get(name);
        if (value == null || !value.isArray()) {
            return List.of();
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(element -> {
            if (elements.size() < MAX_LIST) {
                elements.add(element);
            }
        });
        return elements;
    }

    private static @Nullable String textOf(@Nullable JsonNode value) {
        return value != null && value.isTextual() && fits(value.asText()) ? value.asText() : null;
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_TEXT;
    }

    /** Guards against exponents that would take gigabytes to write out. */
    private static @Nullable BigDecimal decimalOf(JsonNode value) {
        var decimal = value.decimalValue();
        return Math.abs((long) decimal.scale()) > MAX_SCALE ? null : decimal;
    }

    private static @Nullable URI uriOf(String text) {
        try {
            var uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
