package dev.waymark.server;

import dev.waymark.lti.launch.StateSeal;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.jobs.Outbox;
import dev.waymark.server.jobs.Worker;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.launch.HandOffs;
import dev.waymark.server.launch.LaunchRoutes;
import dev.waymark.server.launch.LaunchStore;
import dev.waymark.server.launch.Launching;
import dev.waymark.server.launch.Refusals;
import dev.waymark.server.launch.Sessions;
import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.KeySets;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.platforms.PlatformRoutes;
import dev.waymark.server.platforms.PlatformStore;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.progress.LearnerRoutes;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressRoutes;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import dev.waymark.server.records.ledger.Issuing;
import dev.waymark.server.records.ledger.MyRecordRoutes;
import dev.waymark.server.records.ledger.PublicRecordRoutes;
import dev.waymark.server.records.ledger.RecordStore;
import dev.waymark.server.records.ledger.VerifyPage;
import dev.waymark.server.web.AccessLog;
import dev.waymark.server.web.AssetRoutes;
import dev.waymark.server.web.Assets;
import dev.waymark.server.web.Failures;
import dev.waymark.server.web.HealthRoutes;
import dev.waymark.server.web.MetricsRoutes;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.SecurityHeaders;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.SessionTokens;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The table of contents: what the server is made of, and which part answers which path. */
public final class App {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final int GRACE_SECONDS = 10;
    private final Vertx vertx;
    private final Config config;
    private final Worker worker;
    private final Router router;
    private String deployment = "";

    public App(Vertx vertx, Config config, Pool pool, Vault vault, PrometheusMeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        Clock clock = Clock.systemUTC();
        Outbound outbound = new Outbound(vertx, config.outboundAllow(), "Waymark/" + Version.text());
        SessionTokens tokens = new SessionTokens(vault);
        Pages pages = new Pages(Assets.load(), tokens);
        Editions editions = new Editions(pool, new EditionStore(), clock);

        KeyStore keyStore = new KeyStore(vault);
        LtiKeys ltiKeys = new LtiKeys(vertx, pool, keyStore, clock);
        PlatformStore platformStore = new PlatformStore();
        Platforms platforms = new Platforms(pool, platformStore, config.openRegistration());
        KeySets keySets = new KeySets(outbound, clock);

        OneTimeLinkStore links = new OneTimeLinkStore();
        LaunchStore launches = new LaunchStore();
        Sessions sessions = new Sessions(pool, launches);
        SessionGate gate = new SessionGate(tokens, sessions::find, config.publicUrl(), clock);
        StateSeal seal = new StateSeal(vault.key("login-state"));
        Launching launching =
                new Launching(pool, launches, platforms, keySets, editions, seal, config.publicUrl(), clock);

        Progress progress = new Progress(pool, new ProgressStore(), editions);
        RecordStore records = new RecordStore(config.publicUrl() + "/status/");
        IssuerKeyRing issuerKeys = new IssuerKeyRing(vertx, pool, keyStore, clock);
        Issuer issuer = new Issuer(
                config.publicUrl(), "Waymark at " + config.publicUrl().getHost());
        Issuing issuing = new Issuing(vertx, pool, records, issuerKeys, issuer, clock);
        this.worker = new Worker(vertx, pool, new Outbox(), Map.of("credential", issuing::sign));

        this.router = Router.router(vertx);
        router.route().handler(AccessLog::write);
        router.route().handler(SecurityHeaders::strict);
        router.route().failureHandler(new Failures(pages)::handle);
        new HealthRoutes(pool).mount(router);
        new MetricsRoutes(metrics, config.metricsToken()).mount(router);
        new AssetRoutes(pages.assets()).mount(router);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        new LaunchRoutes(
                        launching,
                        new Refusals(pool, launches, platforms, pages),
                        new HandOffs(pool, links, launches),
                        gate,
                        pages)
                .mount(router);
        new PlatformRoutes(ltiKeys, config.publicUrl()).mount(router);
        VerifyPage verifyPage = new VerifyPage(vertx, issuing, clock);
        new PublicRecordRoutes(vertx, pool, records, issuing, verifyPage, pages).mount(router);
        router.route("/l/:launch/*").handler(gate::page);
        router.get("/l/:launch").handler(gate::page).respond(App::home);
        router.route("/api/v1/*").handler(gate::api);
        new MyRecordRoutes(vertx, pool, records, issuing, issuerKeys, pages, clock).mount(router);
        new ProgressRoutes(progress, editions, sessions::scope).mount(router);
        new LearnerRoutes(progress, editions, sessions::scope, pages).mount(router);
    }

    private static Future<Void> home(RoutingContext ctx) {
        return ctx.response()
                .setStatusCode(303)
                .putHeader("Location", SessionGate.of(ctx).home())
                .end();
    }

    /** Listens on every core, then works the outbox. */
    public Future<Void> start() {
        DeploymentOptions everyCore =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(Listener::new, everyCore).map(id -> {
            deployment = id;
            worker.start();
            return null;
        });
    }

    /** Takes no more requests or jobs; those under way are finished. */
    public Future<Void> stop() {
        worker.stop();
        return deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    private final class Listener extends VerticleBase {
        private @Nullable HttpServer server;

        @Override
        public Future<?> start() {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    .setCompressionSupported(true)
                    .setMaxHeaderSize(32 * 1024)
                    .setMaxInitialLineLength(16 * 1024)
                    .setMaxFormAttributeSize(LARGEST_BODY)
                    .setIdleTimeout(120);
            HttpServer fresh = vertx.createHttpServer(options).requestHandler(router);
            server = fresh;
            return fresh.listen();
        }

        @Override
        public Future<?> stop() {
            return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
