package dev.waymark.lti.emulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

public final class Json {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ObjectNode object(@Nullable String text) {
        try {
            if (MAPPER.readTree(text == null ? "" : text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.malformed("The body is not JSON: " + e.getOriginalMessage());
        }
        throw Refusal.malformed("The body is not a JSON object.");
    }

    public static @Nullable String text(JsonNode node, String name) {
        var value = node.get(name);
        return value != null && value.isTextual() ? value.asText() : null;
    }

    public static String required(JsonNode node, String name) {
        var text = text(node, name);
        if (text == null || text.isBlank()) {
            throw Refusal.malformed(name + " is missing.");
        }
        return text;
    }
}
