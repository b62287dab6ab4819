package dev.waymark.server.web;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language that a browser asks for. */
final class Languages {
    private static final List<Locale> OURS =
            Texts.LANGUAGES.stream().map(Locale::forLanguageTag).toList();

    private Languages() {}

    static @Nullable Locale preferred(RoutingContext ctx) {
        String header = ctx.request().getHeader("Accept-Language");
        if (header == null || header.length() > 500) {
            return null;
        }
        try {
            return Locale.lookup(Locale.LanguageRange.parse(header), OURS);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
