package dev.waymark.server.admin;

import dev.waymark.server.content.ModuleExchange;
import dev.waymark.server.content.sharing.CommonCartridge;
import dev.waymark.server.content.sharing.PagePatch;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A module for others: as JSON, as a Common Cartridge, as the page it came from, and as a patch for its author. */
public final class SharingRoutes {
    private static final List<String> BASES = List.of("/api/v1/admin/modules/:slug", "/l/:launch/admin/modules/:slug");
    private final Editions editions;
    private final Drafts drafts;
    private final URI launch;

    public SharingRoutes(Editions editions, Drafts drafts, URI publicUrl) {
        this.editions = editions;
        this.drafts = drafts;
        this.launch = publicUrl.resolve("/lti/launch");
    }

    public void mount(Routes routes) {
        routes.get("/l/:launch/admin/versions/:id/page.md").respond(this::version);
        for (String base : BASES) {
            routes.get(base + "/export.json").respond(this::json);
            routes.get(base + "/cartridge-1.3.imscc").respond(ctx -> cartridge(ctx, CommonCartridge.Version.V1_3));
            routes.get(base + "/cartridge-1.4.imscc").respond(ctx -> cartridge(ctx, CommonCartridge.Version.V1_4));
            routes.get(base + "/page.md").respond(this::page);
            routes.get(base + "/page.patch").respond(this::patch);
        }
    }

    /** The page of any version. */
    private Future<Void> version(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return drafts.source(ImportRoutes.id(ctx))
                .compose(page -> send(ctx, "text/markdown; charset=utf-8", "page.md", page));
    }

    private Future<Void> json(RoutingContext ctx) {
        return edition(ctx)
                .compose(edition -> send(
                        ctx,
                        "application/json",
                        edition.slug() + ".json",
                        ModuleExchange.export(edition.module()).getBytes(StandardCharsets.UTF_8)));
    }

    private Future<Void> cartridge(RoutingContext ctx, CommonCartridge.Version version) {
        return edition(ctx)
                .compose(edition -> send(
                        ctx,
                        "application/vnd.ims.imsccv1p3",
                        edition.slug() + ".imscc",
                        CommonCartridge.export(edition.module(), edition.slug(), version, launch)));
    }

    private Future<Void> page(RoutingContext ctx) {
        return edition(ctx)
                .compose(edition -> drafts.source(edition.versionId())
                        .compose(page -> send(ctx, "text/markdown; charset=utf-8", edition.slug() + ".md", page)));
    }

    private Future<Void> patch(RoutingContext ctx) {
        return edition(ctx)
                .compose(edition -> drafts.source(edition.versionId())
                        .compose(page ->
                                ctx.vertx().executeBlocking(() -> PagePatch.of(edition.slug() + ".md", page), false))
                        .map(patch -> patch.map(PagePatch::unifiedDiff).orElseThrow(Problem::notFound))
                        .compose(patch -> send(
                                ctx,
                                "text/x-diff; charset=utf-8",
                                edition.slug() + ".patch",
                                patch.getBytes(StandardCharsets.UTF_8))));
    }

    private Future<Edition> edition(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return editions.of(ctx.pathParam("slug"));
    }

    /** Always as a file: nothing of it is ever shown as a page of ours. */
    private static Future<Void> send(RoutingContext ctx, String type, String name, byte[] bytes) {
        return ctx.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(name))
                .end(Buffer.buffer(bytes));
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
