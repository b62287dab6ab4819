package dev.waymark.server.admin;

import dev.waymark.server.web.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A page that comes in a form, as a file or as text: collected in memory, never written to a disk. */
public final class UploadedPage {
    private static final String KEY = "uploaded-page";
    private static final int LARGEST = 4 * 1024 * 1024;

    private UploadedPage() {}

    /** Stands before whatever reads the body. */
    public static void collect(RoutingContext ctx) {
        ctx.request().uploadHandler(upload -> collect(ctx, upload));
        ctx.next();
    }

    private static void collect(RoutingContext ctx, HttpServerFileUpload upload) {
        Buffer bytes = Buffer.buffer();
        ctx.put(KEY, bytes);
        upload.handler(part -> {
            if (bytes.length() + part.length() <= LARGEST) {
                bytes.appendBuffer(part);
            }
        });
    }

    /** The bytes of the file, or of the text that was pasted. */
    static byte[] of(RoutingContext ctx) {
        @Nullable Buffer file = ctx.get(KEY);
        String text = ctx.request().getFormAttribute("text");
        if (file != null && file.length() > 0) {
            return file.getBytes();
        }
        if (text == null || text.isBlank()) {
            throw Problem.badField("file", "Choose a file or paste a text.");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
