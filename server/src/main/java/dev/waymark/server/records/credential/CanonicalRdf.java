package dev.waymark.server.records.credential;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.JsonLdOptions.ProcessingPolicy;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTimeTicker;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * A credential as <a href="https://www.w3.org/TR/rdf-canon/">RDFC-1.0</a> N-Quads. What a conversion to RDF would drop
 * without a word (undefined terms, relative names, inline contexts) is refused, for no signature would cover it.
 */
final class CanonicalRdf {
    private static final long PATIENCE_MILLIS = Duration.ofSeconds(2).toMillis();

    private final Contexts contexts;

    CanonicalRdf(Contexts contexts) {
        this.contexts = contexts;
    }

    String of(ObjectNode document) {
        requireKnown(document.path("@context"));
        requirePlain(document);
        try {
            JsonArray expanded = JsonLd.expand(JsonDocument.of(new StringReader(CredentialJson.write(document))))
                    .options(options())
                    .get();
            requireNothingDropped(expanded);
            return canonicalize(expanded);
        } catch (JsonLdError | RdfConsumerException e) {
            throw new IllegalArgumentException("not usable as JSON-LD: " + e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("too intricate to canonicalize", e);
        }
    }

    private static String canonicalize(JsonArray expanded) throws JsonLdError, RdfConsumerException {
        RdfCanon canon = RdfCanon.create("SHA-256", new RdfCanonTimeTicker(PATIENCE_MILLIS));
        JsonLd.toRdf(JsonDocument.of(expanded)).provide(canon);
        StringWriter quads = new StringWriter();
        canon.provide(new NQuadsWriter(quads));
        return quads.toString();
    }

    private JsonLdOptions options() {
        JsonLdOptions options = new JsonLdOptions(contexts);
        options.setUndefinedTermsPolicy(ProcessingPolicy.Fail);
        return options;
    }

    private void requireKnown(JsonNode context) {
        if (!context.isArray() || context.isEmpty()) {
            throw new IllegalArgumentException("@context is not a list");
        }
        for (JsonNode entry : context) {
            if (!entry.isTextual() || !contexts.knows(entry.asText())) {
                throw new IllegalArgumentException("unknown context " + entry);
            }
        }
    }

    /** Plain JSON in terms of its contexts: other JSON-LD keywords could hide things from the signature. */
    private void requirePlain(JsonNode node) {
        node.properties().forEach(field -> {
            if (field.getKey().equals("@context")) {
                requireKnown(field.getValue());
            } else if (field.getKey().startsWith("@")) {
                throw new IllegalArgumentException("unexpected keyword " + field.getKey());
            }
        });
        for (JsonNode child : node) {
            requirePlain(child);
        }
    }

    private static void requireNothingDropped(JsonValue value) {
        if (value instanceof JsonArray array) {
            array.forEach(CanonicalRdf::requireNothingDropped);
        } else if (value instanceof JsonObject object) {
            object.forEach(CanonicalRdf::requireNothingDropped);
        }
    }

    private static void requireNothingDropped(String name, JsonValue value) {
        if (name.equals("@id") || name.equals("@type")) {
            requireAbsolute(value);
        } else if (!name.startsWith("@")) {
            requireAbsolute(name);
        }
        requireNothingDropped(value);
    }

    private static void requireAbsolute(JsonValue value) {
        if (value instanceof JsonArray array) {
            array.forEach(CanonicalRdf::requireAbsolute);
        } else if (value instanceof JsonString string) {
            requireAbsolute(string.getString());
        }
    }

    private static void requireAbsolute(String name) {
        try {
            if (name.startsWith("@") || name.startsWith("_:") || new URI(name).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URI: " + name, e);
        }
        throw new IllegalArgumentException("not an absolute URI: " + name);
    }
}
