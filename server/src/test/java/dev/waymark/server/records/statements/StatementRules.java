package dev.waymark.server.records.statements;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules of xAPI 2.0 (IEEE 9274.1.1) for the statements that we send, as a JSON schema with one sum beside it. */
public final class StatementRules {
    private static final Schema SCHEMA = read("/records/xapi-2.0-statement.schema.json");

    private StatementRules() {}

    /** What is wrong with a statement; nothing for a good one. */
    public static List<String> broken(JsonNode statement) {
        JsonNode score = statement.at("/result/score");
        boolean outside = score.path("raw").asDouble() < score.path("min").asDouble()
                || score.path("raw").asDouble() > score.path("max").asDouble();
        return Stream.concat(
                        SCHEMA.validate(statement.toString(), InputFormat.JSON).stream()
                                .map(Object::toString),
                        outside ? Stream.of("/result/score: raw is outside min and max") : Stream.empty())
                .toList();
    }

    private static Schema read(String resource) {
        try (InputStream in = Objects.requireNonNull(StatementRules.class.getResourceAsStream(resource))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
