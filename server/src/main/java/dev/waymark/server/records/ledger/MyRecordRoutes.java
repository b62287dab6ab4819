package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.RecordTitle;
import dev.waymark.server.records.RecordsView;
import dev.waymark.server.records.VerifyView;
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
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A learner's own records: list, sharing and transcript. */
public final class MyRecordRoutes {
    private final Vertx vertx;
    private final Pool pool;
    private final RecordStore store;
    private final ProofStore proofs = new ProofStore();
    private final Revoking revoking;
    private final Issuing issuing;
    private final IssuerKeyRing ring;
    private final Pages pages;
    private final Clock clock;

    public MyRecordRoutes(
            Vertx vertx, Pool pool, RecordStore store, Issuing issuing, IssuerKeyRing ring, Pages pages, Clock clock) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.revoking = new Revoking(pool, store);
        this.issuing = issuing;
        this.ring = ring;
        this.pages = pages;
        this.clock = clock;
    }

    /** Before the routes of modules, whose slugs would take these paths. */
    public void mount(Router router) {
        router.get("/api/v1/me/records").respond(this::list);
        router.post("/api/v1/admin/records/:record/revoke").respond(this::revoke);
        router.get("/api/v1/admin/records/:record/proof").respond(this::proof);
        router.get("/l/:launch/learn/records").respond(this::page);
        router.post("/l/:launch/learn/records/:record/sharing").respond(this::share);
        router.get("/l/:launch/learn/records/transcript").respond(this::transcript);
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
            entries.forEach(entry -> list.add(json(entry)));
            return Json.send(ctx, 200, list);
        });
    }

    private ObjectNode json(Entry entry) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        String base = issuing.issuer().publicUrl().toString();
        return Json.object()
                .put("id", record.id().toString())
                .put("code", record.code())
                .put("status", record.status().name().toLowerCase(Locale.ROOT))
                .put("issuedAt", record.issuedAt().toString())
                .put("module", record.module().slug())
                .put("version", record.module().version())
                .put("rule", record.rule())
                .put("cycle", record.cycle())
                .put("supersedes", text(entry.line().older()))
                .put("supersededBy", text(entry.line().newer()))
                .put(
                        "credentialUrl",
                        signed != null && signed.shared() ? base + VerifyPage.credentialPath(record) : null)
                .put("verifyUrl", base + "/verify/" + record.code())
                .put("pdfUrl", base + "/verify/" + record.code() + "/certificate.pdf");
    }

    /** What a record rests on and what came of it, for an administrator. */
    private Future<Void> proof(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        UUID id = Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
        return proofs.chain(pool, id).compose(chain -> {
            if (chain.isEmpty()) {
                throw Problem.notFound();
            }
            ArrayNode steps = Json.MAPPER.createArrayNode();
            chain.forEach(step -> steps.addObject()
                    .put("step", step.step())
                    .put("subject", step.subject())
                    .put("hash", step.hash())
                    .put("at", step.at().toString())
                    .put("holds", step.holds()));
            return Json.send(ctx, 200, steps);
        });
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private Future<Void> revoke(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        UUID id = Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
        return revoking.revoke(id, Json.body(ctx).path("reason").asText(""), session)
                .compose(entry -> Json.send(ctx, 200, json(entry)));
    }

    private Future<Void> page(RoutingContext ctx) {
        String base = "/l/" + SessionGate.of(ctx).launch() + "/learn";
        return mine(ctx).compose(entries -> {
            Page page = pages.page(ctx, Place.RECORDS);
            List<RecordsView.Card> cards = entries.stream()
                    .map(entry -> card(base, entry, page.texts()))
                    .toList();
            RecordsView view = new RecordsView(
                    page,
                    base,
                    cards,
                    cards.isEmpty() || issuing.objection().isPresent() ? null : base + "/records/transcript");
            return pages.send(ctx, "records/records.jte", view);
        });
    }

    private RecordsView.Card card(String base, Entry entry, Texts texts) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        String verify = issuing.issuer().publicUrl() + "/verify/" + record.code();
        boolean shared = signed != null && signed.shared();
        return new RecordsView.Card(
                RecordTitle.of(texts, record.module().title(), record.module().part()),
                record.module().version(),
                record.cycle(),
                VerifyView.Status.valueOf(record.status().name()),
                VerifyPage.attestation(record),
                record.assets().size(),
                record.cells().size(),
                record.issuedAt().toString(),
                record.validUntil() == null ? null : record.validUntil().toString(),
                entry.event() == null || !entry.event().kind().equals("revoked")
                        ? null
                        : entry.event().reason(),
                verify,
                shared ? VerifyPage.credentialPath(record) : verify,
                shared ? VerifyPage.credentialPath(record) + "/badge.svg" : null,
                "/verify/" + record.code() + "/certificate.pdf",
                signed == null
                        ? null
                        : new RecordsView.Sharing(
                                base + "/records/" + record.id() + "/sharing", signed.shared(), signed.named()),
                shared ? linkedIn(record, verify) : null);
    }

    private @Nullable String linkedIn(CompletionRecord record, String verify) {
        var issued = record.issuedAt().atZone(ZoneOffset.UTC);
        return "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name="
                + URLEncoder.encode(record.title(), StandardCharsets.UTF_8)
                + "&organizationName=" + URLEncoder.encode(issuing.issuer().name(), StandardCharsets.UTF_8)
                + "&issueYear=" + issued.getYear() + "&issueMonth=" + issued.getMonthValue()
                + "&certUrl=" + URLEncoder.encode(verify, StandardCharsets.UTF_8)
                + "&certId=" + record.code();
    }

    private Future<Void> share(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        UUID id = Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
        boolean shared = "yes".equals(ctx.request().getFormAttribute("shared"));
        boolean named = "yes".equals(ctx.request().getFormAttribute("named"));
        return store.share(pool, id, session.learner(), shared, shared && named)
                .compose(done -> Redirect.to(ctx, "/l/" + session.launch() + "/learn/records"));
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

    private String transcript(List<Entry> entries, IssuerKeys keys) {
        List<String> credentials = entries.stream()
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
