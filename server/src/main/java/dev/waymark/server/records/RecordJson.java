package dev.waymark.server.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Objects;

/** A record as it is stored and exported: every field, times in UTC. */
public final class RecordJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private RecordJson() {}

    public static String write(CompletionRecord record) {
        try {
            return JSON.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CompletionRecord read(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, CompletionRecord.class));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("not a completion record", e);
        }
    }
}
