package dev.waymark.server.content;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Locale;

/**
 * The JSON Canonicalization Scheme of <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>. The only numbers
 * here are integers that a double holds exactly, so that the number rules of section 3.2.2.3 need no more than their
 * digits; anything else is refused.
 */
final class CanonicalJson {
    private static final long EXACT = 1L << 53;

    private CanonicalJson() {}

    static String write(JsonNode node) {
        var json = new StringBuilder();
        append(node, json);
        return json.toString();
    }

    private static void append(JsonNode node, StringBuilder json) {
        switch (node.getNodeType()) {
            case OBJECT -> appendObject(node, json);
            case ARRAY -> appendArray(node, json);
            case STRING -> appendString(node.textValue(), json);
            case NUMBER -> json.append(exact(node));
            case BOOLEAN, NULL -> json.append(node.asText());
            default -> throw new IllegalArgumentException("no canonical form for " + node.getNodeType());
        }
    }

    private static long exact(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || Math.abs(node.longValue()) > EXACT) {
            throw new IllegalArgumentException("not an exact integer: " + node.asText());
        }
        return node.longValue();
    }

    /** Names in order of their UTF-16 code units, which is how Java compares strings. */
    private static void appendObject(JsonNode node, StringBuilder json) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        names.sort(null);
        var separator = "{";
        for (var name : names) {
            json.append(separator);
            appendString(name, json);
            json.append(':');
            append(node.get(name), json);
            separator = ",";
        }
        json.append(names.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(JsonNode node, StringBuilder json) {
        json.append('[');
        for (int i = 0; i < node.size(); i++) {
            if (i > 0) {
                json.append(',');
            }
            append(node.get(i), json);
        }
        json.append(']');
    }

    private static void appendString(String text, StringBuilder json) {
        json.append('"');
        text.chars().forEach(c -> appendCharacter((char) c, json));
        json.append('"');
    }

    private static void appendCharacter(char c, StringBuilder json) {
        switch (c) {
            case '"', '\\' -> json.append('\\').append(c);
            case '\b' -> json.append("\\b");
            case '\t' -> json.append("\\t");
            case '\n' -> json.append("\\n");
            case '\f' -> json.append("\\f");
            case '\r' -> json.append("\\r");
            default -> json.append(c < ' ' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
        }
    }
}
