package dev.waymark.server;

import dev.waymark.lti.launch.StateSeal;
import dev.waymark.server.admin.ConnectionStore;
import dev.waymark.server.admin.ConnectionTest;
import dev.waymark.server.admin.ConnectionsRoutes;
import dev.waymark.server.admin.DeliveriesRoutes;
import dev.waymark.server.admin.DeliveryStore;
import dev.waymark.server.admin.FirstRunRoutes;
import dev.waymark.server.admin.GapsRoutes;
import dev.waymark.server.admin.ImportPageRoutes;
import dev.waymark.server.admin.ImportRoutes;
import dev.waymark.server.admin.KeyChanges;
import dev.waymark.server.admin.KeysRoutes;
import dev.waymark.server.admin.LaunchLogStore;
import dev.waymark.server.admin.LaunchesRoutes;
import dev.waymark.server.admin.LedgerRoutes;
import dev.waymark.server.admin.ModulePageRoutes;
import dev.waymark.server.admin.OrganisationRoutes;
import dev.waymark.server.admin.PeopleRoutes;
import dev.waymark.server.admin.SetUpStore;
import dev.waymark.server.admin.SettingsRoutes;
import dev.waymark.server.admin.SharingRoutes;
import dev.waymark.server.admin.SignInRoutes;
import dev.waymark.server.admin.VersionRoutes;
import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.campaigns.CampaignPageRoutes;
import dev.waymark.server.campaigns.CampaignRoutes;
import dev.waymark.server.campaigns.Campaigns;
import dev.waymark.server.destinations.DestinationPageRoutes;
import dev.waymark.server.destinations.Destinations;
import dev.waymark.server.destinations.DestinationsRoutes;
import dev.waymark.server.destinations.TellingJob;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.ModuleRoutes;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.RemotePages;
import dev.waymark.server.editions.links.LinkCheckStore;
import dev.waymark.server.editions.links.LinkChecker;
import dev.waymark.server.editions.links.WaiverStore;
import dev.waymark.server.editions.links.Waivers;
import dev.waymark.server.editions.publishing.Editing;
import dev.waymark.server.editions.publishing.Publishing;
import dev.waymark.server.editions.publishing.VersionStore;
import dev.waymark.server.editions.settings.Settings;
import dev.waymark.server.editions.settings.SettingsStore;
import dev.waymark.server.grades.GradeBook;
import dev.waymark.server.grades.GradeStore;
import dev.waymark.server.grades.ResultsJob;
import dev.waymark.server.grades.ScoreJob;
import dev.waymark.server.grades.Scoring;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outbox;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.jobs.Periodic;
import dev.waymark.server.jobs.Worker;
import dev.waymark.server.keys.KeyStore;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.launch.HandOffs;
import dev.waymark.server.launch.LaunchRoutes;
import dev.waymark.server.launch.LaunchStore;
import dev.waymark.server.launch.Launching;
import dev.waymark.server.launch.Refusals;
import dev.waymark.server.launch.Sessions;
import dev.waymark.server.launch.SignIns;
import dev.waymark.server.launch.notices.NoticeRoutes;
import dev.waymark.server.launch.notices.NoticeStore;
import dev.waymark.server.launch.notices.NoticesJob;
import dev.waymark.server.launch.picking.PickRoutes;
import dev.waymark.server.links.OneTimeLinkStore;
import dev.waymark.server.links.OneTimeLinks;
import dev.waymark.server.nudges.DigestJob;
import dev.waymark.server.nudges.MailServer;
import dev.waymark.server.nudges.Mailer;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.nudges.RenewalJob;
import dev.waymark.server.nudges.StopRoutes;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.people.PersonalData;
import dev.waymark.server.people.PrivacyRoutes;
import dev.waymark.server.platforms.Connections;
import dev.waymark.server.platforms.KeySets;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.platforms.PlatformRoutes;
import dev.waymark.server.platforms.PlatformStore;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.platforms.Registering;
import dev.waymark.server.platforms.RegistrationRoutes;
import dev.waymark.server.platforms.ThisTool;
import dev.waymark.server.platforms.access.AccessTokens;
import dev.waymark.server.platforms.access.LtiCalls;
import dev.waymark.server.platforms.access.ServiceCalls;
import dev.waymark.server.progress.DueDates;
import dev.waymark.server.progress.LearnerRoutes;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.ProgressRoutes;
import dev.waymark.server.progress.ProgressStore;
import dev.waymark.server.progress.SearchRoutes;
import dev.waymark.server.progress.SummaryJob;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.export.ExportJob;
import dev.waymark.server.records.export.ExportPageRoutes;
import dev.waymark.server.records.export.ExportRoutes;
import dev.waymark.server.records.export.RecordExports;
import dev.waymark.server.records.ledger.CertificateLinks;
import dev.waymark.server.records.ledger.Expiry;
import dev.waymark.server.records.ledger.IssuerKeyRing;
import dev.waymark.server.records.ledger.Issuing;
import dev.waymark.server.records.ledger.MyRecordRoutes;
import dev.waymark.server.records.ledger.PublicRecordRoutes;
import dev.waymark.server.records.ledger.RecordRoutes;
import dev.waymark.server.records.ledger.RecordStore;
import dev.waymark.server.records.ledger.Revoking;
import dev.waymark.server.records.ledger.SelfCheck;
import dev.waymark.server.records.ledger.VerifyPage;
import dev.waymark.server.roster.RosterJob;
import dev.waymark.server.roster.RosterStore;
import dev.waymark.server.team.Asking;
import dev.waymark.server.team.BulkRoutes;
import dev.waymark.server.team.Changes;
import dev.waymark.server.team.DuePageRoutes;
import dev.waymark.server.team.DueRoutes;
import dev.waymark.server.team.Exports;
import dev.waymark.server.team.InsightRoutes;
import dev.waymark.server.team.LearnerPageRoutes;
import dev.waymark.server.team.Live;
import dev.waymark.server.team.LiveRoutes;
import dev.waymark.server.team.NudgeRoutes;
import dev.waymark.server.team.OrganisationStore;
import dev.waymark.server.team.TeamPageRoutes;
import dev.waymark.server.team.TeamRoutes;
import dev.waymark.server.team.Teams;
import dev.waymark.server.team.Verifications;
import dev.waymark.server.web.AccessLog;
import dev.waymark.server.web.AssetRoutes;
import dev.waymark.server.web.Assets;
import dev.waymark.server.web.Failures;
import dev.waymark.server.web.HealthRoutes;
import dev.waymark.server.web.MetricsRoutes;
import dev.waymark.server.web.OpenApiRoutes;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.RouteTemplates;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SameOrigin;
import dev.waymark.server.web.SecurityHeaders;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.SessionTokens;
import dev.waymark.server.web.Upload;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of contents: what the server is made of, and which part answers which path. */
public final class App {
    private static final int LARGEST_BODY = 4 * 1024 * 1024;
    private static final Duration GRACE = Duration.ofSeconds(10);
    private final Vertx vertx;
    private final Config config;
    private final Worker worker;
    private final Periodic periodic;
    private final Live live;
    private final Nudges nudges;
    private final Editions editions;
    private final Routes routes;
    private String deployment = "";

    public App(Vertx vertx, Config config, Pool pool, Vault vault, PrometheusMeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        Clock clock = Clock.systemUTC();
        Outbound outbound =
                new Outbound(vertx, config.outboundAllow(), "Waymark/" + Version.text(), config.outboundPatience());
        SessionTokens tokens = new SessionTokens(vault);
        Pages pages = new Pages(Assets.load(), tokens);
        EditionStore editionStore = new EditionStore();
        this.editions = new Editions(pool, editionStore, clock);

        KeyStore keyStore = new KeyStore(vault);
        LtiKeys ltiKeys = new LtiKeys(vertx, pool, keyStore, clock);
        PlatformStore platformStore = new PlatformStore();
        Platforms platforms = new Platforms(pool, platformStore, config.openRegistration());
        KeySets keySets = new KeySets(outbound, clock);

        OneTimeLinkStore links = new OneTimeLinkStore();
        LtiCalls calls = new LtiCalls(outbound);
        SameOrigin sameOrigin = new SameOrigin(config.publicUrl());
        LaunchStore launches = new LaunchStore();
        Sessions sessions = new Sessions(pool, launches);
        SessionGate gate = new SessionGate(tokens, sessions::find, config.publicUrl(), clock);
        StateSeal seal = new StateSeal(vault.key("login-state"));
        Launching launching =
                new Launching(pool, launches, platforms, keySets, editions, seal, config.publicUrl(), clock);

        ProgressStore progressStore = new ProgressStore();
        Progress progress = new Progress(pool, progressStore, editions);
        SummaryJob summaries = new SummaryJob(pool, progressStore, progress, editions);

        RecordStore records = new RecordStore();
        IssuerKeyRing issuerKeys = new IssuerKeyRing(vertx, pool, keyStore, clock);
        Issuer issuer = new Issuer(
                config.publicUrl(), "Waymark at " + config.publicUrl().getHost());
        Issuing issuing = new Issuing(vertx, pool, records, issuerKeys, issuer, clock);
        CertificateLinks certificates = new CertificateLinks(vault);
        AccessTokens accessTokens = new AccessTokens(vertx, calls, ltiKeys, clock);
        ServiceCalls services = new ServiceCalls(calls, accessTokens);
        GradeStore grades = new GradeStore();
        GradeBook gradeBook = new GradeBook(services);
        Scoring scoring = new Scoring(editions, progress);
        ScoreJob scores = new ScoreJob(pool, grades, platforms, scoring, services, gradeBook, clock);
        ResultsJob results = new ResultsJob(pool, grades, platforms, gradeBook, clock);
        NoticeStore noticeStore = new NoticeStore();
        NoticesJob notices = new NoticesJob(pool, noticeStore, platforms, services, config.publicUrl(), clock);
        RosterStore rosterStore = new RosterStore();
        RosterJob rosters = new RosterJob(pool, rosterStore, platforms, services, clock);
        AuditStore audit = new AuditStore();
        Destinations destinations = new Destinations(pool, vault, audit, outbound, config.publicUrl(), clock);
        RecordExports recordExports = new RecordExports(vertx, pool, audit);
        ExportJob recordExportJob = new ExportJob(vertx, pool, records, issuer, clock, ExportJob.TURN);
        DueDates dueDates = new DueDates(pool, audit);
        MailServer mail = config.mail();
        this.nudges = new Nudges(
                pool,
                audit,
                progress,
                editions,
                dueDates,
                pages,
                vault,
                config.publicUrl(),
                mail == null ? null : new Mailer(vertx, mail),
                clock);
        Map<String, Function<Job, Future<Outcome>>> handlers = new HashMap<>(Map.of(
                Issuing.KIND,
                issuing::sign,
                ScoreJob.KIND,
                scores::run,
                ResultsJob.KIND,
                results::run,
                RosterJob.KIND,
                rosters::run,
                NoticesJob.KIND,
                notices::run,
                TellingJob.XAPI,
                destinations::tell,
                TellingJob.WEBHOOK,
                destinations::tell));
        handlers.put(ExportJob.KIND, recordExportJob::run);
        nudges.job().ifPresent(job -> handlers.put(DigestJob.KIND, job::run));
        nudges.renewalJob().ifPresent(job -> handlers.put(RenewalJob.KIND, job::run));
        this.worker = new Worker(vertx, pool, new Outbox(), handlers, Worker.LONGEST_ATTEMPT);
        Editing editing = Editing.of(vertx, pool, editions, editionStore, clock);
        Drafts drafts = editing.drafts();
        Publishing publishing = editing.publishing();
        DeliveryStore deliveries = new DeliveryStore();
        this.periodic = new Periodic(vertx)
                .every(Duration.ofHours(1), "Forgetting old deliveries", () -> deliveries.purge(pool))
                .every(Duration.ofHours(1), "Forgetting old exports", recordExports::purge)
                .every(Duration.ofSeconds(1), "Publishing what is due", publishing::publishDue)
                .every(Duration.ofSeconds(1), "Recounting summaries", summaries::catchUp)
                .every(Duration.ofMinutes(1), "Expiring what was not renewed", new Expiry(pool)::run)
                .every(Duration.ofMinutes(10), "Queueing rosters", () -> rosterStore.enqueueStale(pool))
                .every(Duration.ofMinutes(1), "Queueing digests", nudges::queue)
                .every(Duration.ofMinutes(1), "Queueing reminders to renew", nudges.renewals()::queue)
                .every(Duration.ofMinutes(10), "Forgetting old launches", () -> launches.purge(pool));
        RemotePages remotePages = new RemotePages(outbound);
        Settings settings = new Settings(pool, new SettingsStore(), editionStore, editions, audit);
        WaiverStore waiverStore = new WaiverStore();
        Waivers waivers = new Waivers(pool, waiverStore, editions, audit);
        LinkCheckStore linkChecks = new LinkCheckStore();
        LinkChecker linkChecker = new LinkChecker(vertx, pool, linkChecks, outbound, Duration.ofSeconds(1));
        progress.onChange(new Changes(vertx, pool)::note);
        this.live = new Live(vertx, pool);

        this.routes = new Routes(vertx);
        RouteTemplates templates = new RouteTemplates(routes);
        Failures failures = new Failures(pages, templates);
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        routes.begin(router -> {
            router.route().handler(new AccessLog(templates)::write);
            router.route().handler(SecurityHeaders::strict);
            router.route().failureHandler(failures::handle);
            failures.answerWhatNoRouteTakes(router);
            router.route().handler(Upload::collect);
            router.route().handler(ctx -> {
                if (Upload.collected(ctx)) {
                    ctx.next();
                } else {
                    bodies.handle(ctx);
                }
            });
        });
        new HealthRoutes(pool).mount(routes);
        new MetricsRoutes(metrics, config.metricsToken()).mount(routes);
        new AssetRoutes(pages.assets()).mount(routes);
        new LaunchRoutes(
                        launching,
                        new Refusals(pool, launches, platforms, pages),
                        new HandOffs(pool, links, launches),
                        gate,
                        pages)
                .mount(routes);
        new PlatformRoutes(ltiKeys, config.publicUrl()).mount(routes);
        SelfCheck selfCheck = new SelfCheck(vertx, issuing, clock);
        new PublicRecordRoutes(vertx, pool, records, issuing, selfCheck, new VerifyPage(issuing), certificates, pages)
                .mount(routes);
        Registering registering = new Registering(
                pool,
                platformStore,
                platforms,
                links,
                calls,
                ThisTool.at(config.publicUrl()),
                config.platformTransport(),
                config.openRegistration());
        new StopRoutes(nudges, pages).mount(routes);
        new NoticeRoutes(pool, noticeStore, platforms, keySets, clock).mount(routes);
        new RegistrationRoutes(registering, pages, sameOrigin).mount(routes);
        new SignInRoutes(new SignIns(pool, links, launches, clock), gate, pages, sameOrigin).mount(routes);
        OneTimeLinks oneTimeLinks = new OneTimeLinks(pool, links, config.publicUrl(), clock);
        Connections connections = new Connections(pool, platformStore, platforms, audit);
        new FirstRunRoutes(pool, new SetUpStore(), pages, config.publicUrl()).mount(routes);
        routes.gate("/l/:launch/*", gate::page);
        routes.get("/l/:launch").handler(gate::page).respond(ctx -> home(ctx, sessions));
        new OpenApiRoutes().mount(routes);
        routes.gate("/api/v1/*", gate::api);
        ConnectionStore connectionStore = new ConnectionStore();
        ConnectionTest connectionTest = new ConnectionTest(pool, connectionStore, keySets, accessTokens, services);
        new ConnectionsRoutes(pool, connectionStore, connections, connectionTest, oneTimeLinks, pages).mount(routes);
        new DeliveriesRoutes(pool, deliveries, audit, pages).mount(routes);
        new DestinationsRoutes(destinations).mount(routes);
        new DestinationPageRoutes(destinations, pages).mount(routes);
        new LaunchesRoutes(pool, new LaunchLogStore(), pages).mount(routes);
        KeyChanges keyChanges = new KeyChanges(pool, ltiKeys, issuerKeys, audit);
        new KeysRoutes(pool, keyStore, ltiKeys, issuerKeys, keyChanges, issuing.again(), pages).mount(routes);
        Revoking revoking = new Revoking(pool, records);
        new ExportRoutes(recordExports).mount(routes);
        new ExportPageRoutes(recordExports, pages).mount(routes);
        new LedgerRoutes(pool, revoking, issuing.again(), pages).mount(routes);
        new RecordRoutes(pool, revoking, issuing, certificates).mount(routes);
        new MyRecordRoutes(vertx, pool, records, issuing, issuerKeys, pages, certificates, clock).mount(routes);
        new PickRoutes(vertx, sessions, editions, ltiKeys, pages, config.publicUrl(), clock).mount(routes);
        new ModuleRoutes(editions).mount(routes);
        new ImportRoutes(drafts, remotePages, publishing).mount(routes);
        new SettingsRoutes(settings, waivers, linkChecker, editions).mount(routes);
        new SharingRoutes(editions, drafts, config.publicUrl()).mount(routes);
        VersionStore versions = new VersionStore();
        new VersionRoutes(pool, versions, publishing).mount(routes);
        ModulePageRoutes modulePages = new ModulePageRoutes(pool, versions, publishing, settings, editions, pages);
        modulePages.mount(routes);
        new ImportPageRoutes(drafts, remotePages, publishing, modulePages, pages).mount(routes);
        Campaigns campaigns = new Campaigns(pool, publishing, editions, progress, nudges.renewals(), audit, clock);
        new CampaignRoutes(campaigns, editions).mount(routes);
        new CampaignPageRoutes(campaigns, editions, pages).mount(routes);
        new GapsRoutes(pool, editions, drafts, linkChecks, linkChecker, waiverStore, waivers, pages).mount(routes);
        new ProgressRoutes(progress, editions, sessions::scope).mount(routes);
        PersonalData personalData = new PersonalData(pool, sessions::revoke);
        new PrivacyRoutes(personalData, nudges, destinations, pages).mount(routes);
        new SearchRoutes(progress, editions, pages).mount(routes);
        new LearnerRoutes(progress, editions, sessions::scope, dueDates, pages, clock).mount(routes);
        Teams teams = new Teams(pool, progress, editions);
        Asking asking = new Asking(teams, editions, sessions::scope);
        Exports exports = new Exports(teams, dueDates);
        Verifications verifications = new Verifications(teams, progress);
        new TeamRoutes(teams, asking, exports, verifications, editions).mount(routes);
        new TeamPageRoutes(teams, asking, exports, dueDates, pages, clock).mount(routes);
        new BulkRoutes(teams, asking, verifications, pages).mount(routes);
        new DueRoutes(asking, dueDates).mount(routes);
        new DuePageRoutes(asking, dueDates, pages).mount(routes);
        new LearnerPageRoutes(teams, asking, progress, verifications, pages, clock).mount(routes);
        new InsightRoutes(pool, teams, asking, nudges, pages, clock).mount(routes);
        new NudgeRoutes(asking, nudges, pages).mount(routes);
        new OrganisationRoutes(pool, new OrganisationStore(), editions, nudges, pages).mount(routes);
        new PeopleRoutes(pool, personalData, pages).mount(routes);
        new LiveRoutes(vertx, live, teams, editions, asking, pages).mount(routes);
    }

    private static Future<Void> home(RoutingContext ctx, Sessions sessions) {
        return sessions.landing(SessionGate.of(ctx)).compose(page -> Redirect.to(ctx, page));
    }

    /** Everything that is answered. */
    List<Route> routes() {
        return this.routes.all();
    }

    /** For whoever does not want to wait for the next round. */
    public Nudges nudges() {
        return nudges;
    }

    /** For whoever has published beside this node and does not want to wait until it looks again. */
    public Editions editions() {
        return editions;
    }

    /** Listens on every core, then works the outbox. */
    public Future<Void> start() {
        DeploymentOptions everyCore =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(Listener::new, everyCore).map(id -> {
            deployment = id;
            worker.start();
            periodic.start();
            live.start();
            return null;
        });
    }

    /** Takes no more requests or jobs; those under way are finished. */
    public Future<Void> stop() {
        periodic.stop();
        live.stop();
        Future<Void> jobs = worker.stop(GRACE);
        Future<Void> requests = deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
        return Future.join(jobs, requests).mapEmpty();
    }

    private final class Listener extends VerticleBase {
        private @Nullable HttpServer server;

        @Override
        public Future<?> start() {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(config.host())
                    .setPort(config.port())
                    .setCompressionSupported(true)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setMaxHeaderSize(32 * 1024)
                    .setMaxInitialLineLength(16 * 1024)
                    .setMaxFormAttributeSize(LARGEST_BODY)
                    .setIdleTimeout(120);
            HttpServer fresh = vertx.createHttpServer(options).requestHandler(routes);
            server = fresh;
            return fresh.listen();
        }

        @Override
        public Future<?> stop() {
            return server == null ? Future.succeededFuture() : server.shutdown(GRACE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
