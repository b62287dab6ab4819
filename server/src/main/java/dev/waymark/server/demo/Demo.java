package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.Site;
import dev.waymark.lti.emulator.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demonstration LMS, running. */
public final class Demo {
    private final HttpServer server;
    private final Relay relay;
    private final Lms lms;

    private Demo(HttpServer server, Relay relay, Lms lms) {
        this.server = server;
        this.relay = relay;
        this.lms = lms;
    }

    /**
     * Listens, registers the tool as its administrator would, and on a first start lets some learners work. The tool
     * has to run already, with open registration and a published module.
     */
    public static Future<Demo> start(Vertx vertx, URI toolUrl, String lmsHost, int lmsPort, Path dataDir) {
        var tools = new ToolClient(vertx);
        return open(vertx, Profile.PLAIN, toolUrl, lmsHost, lmsPort, dataDir)
                .compose(demo -> new FirstDay(demo.lms, tools, toolUrl)
                        .prepare()
                        .map(demo)
                        .onFailure(failure -> demo.close()));
    }

    /** The same LMS, without a tool. */
    static Future<Demo> open(Vertx vertx, Profile profile, URI toolUrl, String host, int port, @Nullable Path dataDir) {
        var file = dataDir == null ? null : new WorldFile(vertx, dataDir);
        var router = Router.router(vertx);
        return read(vertx, file)
                .compose(content -> Relay.start(vertx, toolUrl)
                        .compose(relay -> EmulatorServer.listen(vertx, router, host, port)
                                .map(server -> {
                                    var origin = EmulatorServer.origin(host, server.actualPort());
                                    var lms = lms(content, profile, origin, file);
                                    mount(vertx, router, lms, relay);
                                    return new Demo(server, relay, lms);
                                })
                                .compose(demo -> demo.lms.save().map(demo))
                                .onFailure(failure -> relay.close())));
    }

    public URI url() {
        return lms.platform().site().pages();
    }

    public Platform platform() {
        return lms.platform();
    }

    public Future<Void> close() {
        return server.close().compose(closed -> relay.close()).compose(closed -> lms.save());
    }

    private static Future<WorldFile.Content> read(Vertx vertx, @Nullable WorldFile file) {
        var kept = file == null ? Future.<WorldFile.@Nullable Content>succeededFuture() : file.read();
        return kept.compose(content ->
                content == null ? vertx.executeBlocking(Demo::firstContent) : Future.succeededFuture(content));
    }

    private static WorldFile.Content firstContent() {
        var key = SigningKey.generate(UUID.randomUUID().toString());
        return new WorldFile.Content(key.kid(), key.encoded(), Cast.world().state());
    }

    private static Lms lms(WorldFile.Content content, Profile profile, URI origin, @Nullable WorldFile file) {
        var base = URI.create(origin + "/lti");
        var site = Site.of(profile, base).issuedBy(base.toString()).framedBy(origin);
        var world = World.of(content.world());
        var key = content.signingKey();
        var platform = new Platform(site, world, key, Clock.systemUTC());
        return new Lms(platform, () -> file == null ? Future.succeededFuture() : file.save(world, key));
    }

    private static void mount(Vertx vertx, Router router, Lms lms, Relay relay) {
        var tools = new ToolClient(vertx);
        var pages = new LmsPages();
        var routes = new LmsRoutes(lms, pages, relay);
        new EmulatorRoutes(
                        vertx,
                        lms.platform(),
                        tools,
                        lms::save,
                        page -> lms.switches().cookiesBlocked() ? relay.through(page) : page)
                .mount(router);
        routes.mount(router);
        new AdministrationRoutes(lms, pages, routes, tools).mount(router);
    }
}
