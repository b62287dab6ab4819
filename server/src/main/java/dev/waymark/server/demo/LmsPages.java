package dev.waymark.server.demo;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The LMS's templates, and its style sheet and scripts, which are held in memory. */
final class LmsPages {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; frame-ancestors 'self'; frame-src 'self' %1$s;"
                    + " form-action 'self' %1$s";
    private static final Map<String, String> TYPES = Map.of(
            "lms.css",
            "text/css; charset=utf-8",
            "lms.js",
            "text/javascript; charset=utf-8",
            "storage.js",
            "text/javascript; charset=utf-8",
            "launch.js",
            "text/javascript; charset=utf-8");

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.waymark.server.pages");

    /** {@code tools} are the origins that this page may frame and post to. */
    Future<Void> send(HttpServerResponse response, String template, Object view, String tools) {
        var output = new Utf8ByteOutput();
        engine.render("demo/" + template + ".jte", view, output);
        return response.putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", POLICY.formatted(tools))
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(output.toByteArray()));
    }

    Future<Void> sendFile(HttpServerResponse response, String name) {
        var type = TYPES.get(name);
        var bytes = type == null ? null : read(name);
        if (type == null || bytes == null) {
            return response.setStatusCode(404).end();
        }
        return response.putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-cache")
                .end(Buffer.buffer(bytes));
    }

    private static byte @Nullable [] read(String name) {
        try (InputStream in = LmsPages.class.getResourceAsStream("/web/demo/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
