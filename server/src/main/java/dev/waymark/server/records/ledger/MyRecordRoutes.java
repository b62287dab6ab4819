package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.records.Naming;
import dev.waymark.server.records.RecordsView;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.credential.LearnerRecord;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Redirect;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A learner's own records: list, sharing and transcript. */
public final class MyRecordRoutes {
    private final Vertx vertx;
    private final Pool pool;
    private final RecordStore store;
    private final CredentialStore credentials = new CredentialStore();
    private final Issuing issuing;
    private final IssuerKeyRing ring;
    private final Pages pages;
    private final Clock clock;
    private final RecordCards cards;
    private final RecordAnswer answer;

    public MyRecordRoutes(
            Vertx vertx,
            Pool pool,
            RecordStore store,
            Issuing issuing,
            IssuerKeyRing ring,
            Pages pages,
            CertificateLinks certificates,
            Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.issuing = issuing;
        this.ring = ring;
        this.pages = pages;
        this.clock = clock;
        this.cards = new RecordCards(issuing.issuer(), certificates);
        this.answer = new RecordAnswer(issuing.issuer().publicUrl(), certificates);
    }

    /** Before the routes of modules, whose slugs would take these paths. */
    public void mount(Routes routes) {
        routes.get("/api/v1/me/records").respond(this::list);
        routes.patch("/api/v1/me/records/:record").respond(this::change);
        routes.get("/l/:launch/learn/records").respond(this::page);
        routes.post("/l/:launch/learn/records/:record/sharing").respond(this::share);
        routes.get("/l/:launch/learn/records/transcript").respond(this::transcript);
    }

    private Future<List<Entry>> mine(RoutingContext ctx) {
        return store.ofLearner(pool, SessionGate.of(ctx).learner()).compose(entries -> {
            if (issuing.objection().isPresent()) {
                return Future.succeededFuture(entries);
            }
            List<Future<Entry>> signed = entries.stream().map(issuing::signed).toList();
            return Future.all(signed)
                    .map(all -> signed.stream().map(Future::result).toList());
        });
    }

    private Future<Void> list(RoutingContext ctx) {
        return mine(ctx).compose(entries -> {
            ArrayNode list = Json.MAPPER.createArrayNode();
            entries.forEach(entry -> list.add(answer.json(entry)));
            return Json.send(ctx, 200, list);
        });
    }

    private Future<Void> page(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        String base = "/l/" + session.launch() + "/learn";
        return Future.all(mine(ctx), credentials.known(pool, session.learner())).compose(both -> {
            List<Entry> entries = both.resultAt(0);
            CredentialStore.Known known = both.resultAt(1);
            Page page = pages.page(ctx, Place.RECORDS);
            RecordsView view = new RecordsView(
                    page,
                    base,
                    entries.stream()
                            .map(entry -> cards.card(base, entry, known, page.texts()))
                            .toList(),
                    entries.stream().noneMatch(entry -> entry.record().status().stands())
                                    || issuing.objection().isPresent()
                            ? null
                            : base + "/records/transcript");
            return pages.send(ctx, "records/records.jte", view);
        });
    }

    private Future<Void> share(RoutingContext ctx) {
        boolean shared = "yes".equals(ctx.request().getFormAttribute("shared"));
        String naming = ctx.request().getFormAttribute("naming");
        return share(ctx, shared, naming == null ? "" : naming)
                .compose(done -> Redirect.to(ctx, "/l/" + SessionGate.of(ctx).launch() + "/learn/records"));
    }

    private Future<Void> change(RoutingContext ctx) {
        JsonNode body = Json.body(ctx);
        if (!body.path("shared").isBoolean()) {
            throw Problem.badField("shared", "The field shared must be true or false.");
        }
        return share(
                        ctx,
                        body.path("shared").booleanValue(),
                        body.path("naming").asText("none"))
                .compose(entry -> Json.send(ctx, 200, answer.json(entry)));
    }

    /** The learner's choice; an address that was taken back never works again. */
    private Future<Entry> share(RoutingContext ctx, boolean shared, String named) {
        UUID learner = SessionGate.of(ctx).learner();
        UUID id = Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
        return own(id, learner).compose(entry -> {
            if (!shared) {
                return credentials.unshare(pool, id, learner).compose(done -> own(id, learner));
            }
            Naming naming = Naming.of(named)
                    .orElseThrow(() -> Problem.badField("naming", "The field naming must be none, name or email."));
            return issuing.signed(entry).compose(signed -> issuing.again().share(signed, naming));
        });
    }

    private Future<Entry> own(UUID record, UUID learner) {
        return store.byId(pool, record)
                .map(found -> found.filter(entry -> entry.record().learnerId().equals(learner))
                        .orElseThrow(Problem::notFound));
    }

    private Future<Void> transcript(RoutingContext ctx) {
        return mine(ctx)
                .compose(entries -> ring.current()
                        .compose(keys -> vertx.executeBlocking(() -> transcript(entries, keys), false))
                        .compose(jwt -> ctx.response()
                                .putHeader("Content-Type", "application/vc+jwt")
                                .putHeader("Content-Disposition", "attachment; filename=\"transcript.jwt\"")
                                .end(jwt)));
    }

    /** Of what ended other than by a newer record, nothing is vouched for once more. */
    private String transcript(List<Entry> entries, IssuerKeys keys) {
        List<String> credentials = entries.stream()
                .filter(entry -> entry.record().status().stands())
                .flatMap(entry -> Optional.ofNullable(entry.signed()).stream())
                .map(Entry.Signed::jsonLd)
                .toList();
        if (credentials.isEmpty()) {
            throw Problem.notFound();
        }
        LearnerRecord record = new LearnerRecord(UUID.randomUUID(), UUID.randomUUID(), null, credentials);
        return record.sign(issuing.issuer(), keys, KeyAlgorithm.ES256, clock.instant());
    }
}
