package dev.waymark.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders the precompiled templates. */
public final class Pages {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.waymark.server.pages");
    private final Assets assets;
    private final SessionTokens tokens;

    public Pages(Assets assets, SessionTokens tokens) {
        this.assets = assets;
        this.tokens = tokens;
    }

    public Assets assets() {
        return assets;
    }

    /** Sends a template; the status is 200 unless the response has another already. */
    public Future<Void> send(RoutingContext ctx, String template, Object view) {
        Buffer html = render(template, view);
        ctx.response().putHeader("Content-Type", "text/html; charset=utf-8");
        return ctx.response().end(html);
    }

    public Buffer render(String template, Object view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, view, output);
        return Buffer.buffer(output.toByteArray());
    }

    /** What stands around a page: of the session when there is one, else in the browser's language. */
    public Page page(RoutingContext ctx, @Nullable Place place) {
        Session session = SessionGate.orNull(ctx);
        if (session == null) {
            return Page.open(Texts.of(Languages.preferred(ctx)), assets);
        }
        Page.Visit visit = new Page.Visit(
                "/l/" + session.launch(),
                tokens.bearer(session.launch()),
                tokens.form(session.launch()),
                areas(session));
        return new Page(Texts.of(session.locale()), assets, visit, place);
    }

    private static Set<Area> areas(Session session) {
        Set<Area> areas = EnumSet.noneOf(Area.class);
        if (session.platform() != null) {
            areas.add(Area.LEARN);
        }
        if (session.staff() || session.lmsAdministrator()) {
            areas.add(Area.TEAM);
        }
        if (session.admin()) {
            areas.add(Area.ADMIN);
        }
        return areas;
    }
}
