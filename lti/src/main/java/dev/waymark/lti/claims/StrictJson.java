package dev.waymark.lti.claims;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One JSON object, nothing after it, no name twice, and never deeper than a real message is. */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private StrictJson() {}

    /** Reads UTF-8 bytes; malformed sequences are refused rather than replaced. */
    public static Claims read(byte[] utf8, Reason malformed) {
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString(),
                    malformed);
        } catch (CharacterCodingException e) {
            throw new LtiException(malformed, "It is not valid UTF-8.");
        }
    }

    public static Claims read(String json, Reason malformed) {
        return new Claims(object(readAny(json, malformed), malformed));
    }

    /** Reads a bare array of objects, as the grade services answer. */
    public static List<Claims> readList(String json, Reason malformed) {
        var node = readAny(json, malformed);
        if (!node.isArray()) {
            throw new LtiException(malformed, "It is not a list.");
        }
        return Claims.objects(node);
    }

    private static JsonNode readAny(String json, Reason malformed) {
        try {
            JsonNode node = READER.readTree(json);
            if (node == null) {
                throw new LtiException(malformed, "It is empty.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw duplicate(e)
                    ? new LtiException(duplicateReason(malformed), "A name stands twice in one object.")
                    : new LtiException(malformed, "It is not valid JSON.");
        } catch (IOException e) {
            throw new LtiException(malformed, "It cannot be read.");
        }
    }

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can always be written", e);
        }
    }

    private static ObjectNode object(JsonNode node, Reason malformed) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new LtiException(malformed, "It is not a JSON object.");
    }

    /** Jackson tells duplicates from other mistakes by its message alone. */
    private static boolean duplicate(JsonProcessingException e) {
        return e.getOriginalMessage().startsWith("Duplicate field");
    }

    private static Reason duplicateReason(Reason malformed) {
        return malformed == Reason.TOKEN_MALFORMED ? Reason.DUPLICATE_CLAIM : malformed;
    }
}
