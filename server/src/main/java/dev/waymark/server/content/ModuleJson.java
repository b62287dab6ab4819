package dev.waymark.server.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** A module as canonical JSON: how it is stored, exchanged between servers and hashed. */
public final class ModuleJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ModuleJson() {}

    public static String write(Module module) {
        return CanonicalJson.write(MAPPER.valueToTree(module));
    }

    /** Reads what {@link #write} wrote. Text from elsewhere goes through {@link ModuleExchange}. */
    public static Module read(String json) {
        try {
            return MAPPER.readValue(json, Module.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON of a module", e);
        }
    }

    static String canonical(Object value) {
        return CanonicalJson.write(MAPPER.valueToTree(value));
    }
}
