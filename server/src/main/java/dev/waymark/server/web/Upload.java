package dev.waymark.server.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file or text that comes in a form: collected in memory, never written to a disk. */
public final class Upload {
    private static final String KEY = "upload";
    private static final String READ = "upload-read";
    private static final int LARGEST = 4 * 1024 * 1024;

    private Upload() {}

    /** Reads a whole form in parts, instead of the handler that reads every other body. */
    public static void collect(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        String type = request.getHeader("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            ctx.next();
            return;
        }
        ctx.put(READ, true);
        long[] read = {0};
        request.setExpectMultipart(true)
                .uploadHandler(upload -> collect(ctx, upload))
                .handler(part -> {
                    read[0] += part.length();
                    if (read[0] > LARGEST) {
                        request.handler(null).endHandler(null);
                        ctx.fail(413);
                    }
                })
                .exceptionHandler(ctx::fail)
                .endHandler(end -> ctx.next());
    }

    /** Whether the body of this request was read here. */
    public static boolean collected(RoutingContext ctx) {
        return Boolean.TRUE.equals(ctx.get(READ));
    }

    private static void collect(RoutingContext ctx, HttpServerFileUpload upload) {
        Buffer bytes = Buffer.buffer();
        ctx.put(KEY, bytes);
        upload.handler(bytes::appendBuffer);
    }

    /** The bytes of the file, or of the text that was pasted. */
    public static byte[] of(RoutingContext ctx) {
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
