package dev.waymark.server.records.credential;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The JSON-LD contexts that we know, by URL. Nothing is ever fetched: what a signature covers must not change. */
public record Contexts(Map<String, String> documents) implements DocumentLoader {
    public static final Contexts BUNDLED = new Contexts(Map.of(
            OpenBadge.CREDENTIALS_V2, bundled("credentials-v2"), OpenBadge.OPEN_BADGES, bundled("open-badges-3.0.3")));

    public Contexts {
        documents = Map.copyOf(documents);
    }

    boolean knows(String url) {
        return documents.containsKey(url);
    }

    @Override
    public Document loadDocument(URI url, DocumentLoaderOptions options) throws JsonLdError {
        String document = documents.get(url.toString());
        if (document == null) {
            throw new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, "unknown context " + url);
        }
        return JsonDocument.of(new StringReader(document));
    }

    private static String bundled(String name) {
        try (InputStream in = Contexts.class.getResourceAsStream("/records/contexts/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("context " + name + " is not bundled");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
