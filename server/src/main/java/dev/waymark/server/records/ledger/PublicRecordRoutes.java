package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.certificate.Badge;
import dev.waymark.server.records.certificate.Certificate;
import dev.waymark.server.records.certificate.CertificateView;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What anyone may fetch: the verify page of a code, a shared credential, the issuer's keys, status lists. */
public final class PublicRecordRoutes {
    /** RFC 5321 §4.5.3.1.3, without the angle brackets. */
    private static final int LONGEST_ADDRESS = 254;
    /** With one record within an hour; whoever mistypes needs a few, whoever goes through a list needs thousands. */
    private static final int MOST_GUESSES = 20;

    private final Vertx vertx;
    private final Pool pool;
    private final RecordStore store;
    private final Issuing issuing;
    private final SelfCheck selfCheck;
    private final VerifyPage verifyPage;
    private final CertificateLinks certificates;
    private final Pages pages;
    private final Cache<UUID, AtomicInteger> guesses = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    public PublicRecordRoutes(
            Vertx vertx,
            Pool pool,
            RecordStore store,
            Issuing issuing,
            SelfCheck selfCheck,
            VerifyPage verifyPage,
            CertificateLinks certificates,
            Pages pages) {
        this.vertx = vertx;
        this.pool = pool;
        this.store = store;
        this.issuing = issuing;
        this.selfCheck = selfCheck;
        this.verifyPage = verifyPage;
        this.certificates = certificates;
        this.pages = pages;
    }

    public void mount(Routes routes) {
        routes.get("/verify/:code").handler(PublicRecordRoutes::unlisted).respond(this::verify);
        routes.post("/verify/:code").handler(PublicRecordRoutes::unlisted).respond(this::compare);
        routes.get("/api/v1/verify/:code").handler(PublicRecordRoutes::forAll).respond(this::verifyJson);
        routes.get("/verify/:code/certificate.pdf")
                .handler(PublicRecordRoutes::unlisted)
                .respond(ctx -> byCode(ctx).compose(entry -> pdf(ctx, entry, entry.shownName())));
        routes.get("/verify/:code/holder/:seal/certificate.pdf")
                .handler(PublicRecordRoutes::unlisted)
                .respond(this::holdersPdf);
        routes.get("/credentials/:capability")
                .handler(PublicRecordRoutes::shared)
                .respond(this::credential);
        routes.get("/credentials/:capability/badge.svg")
                .handler(PublicRecordRoutes::shared)
                .respond(ctx -> badge(ctx, "image/svg+xml"));
        routes.get("/credentials/:capability/badge.png")
                .handler(PublicRecordRoutes::shared)
                .respond(ctx -> badge(ctx, "image/png"));
        routes.get("/.well-known/did.json").handler(PublicRecordRoutes::forAll).respond(this::did);
        routes.get("/status/:list").handler(PublicRecordRoutes::forAll).respond(this::statusList);
    }

    private static void unlisted(RoutingContext ctx) {
        ctx.response().putHeader("X-Robots-Tag", "noindex, nofollow");
        ctx.next();
    }

    private static void forAll(RoutingContext ctx) {
        ctx.response().putHeader("Access-Control-Allow-Origin", "*");
        ctx.next();
    }

    private static void shared(RoutingContext ctx) {
        ctx.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Robots-Tag", "noindex, nofollow")
                .putHeader("Vary", "Accept");
        ctx.next();
    }

    private Future<Void> verify(RoutingContext ctx) {
        return byCode(ctx).compose(entry -> show(ctx, entry, null));
    }

    private Future<Void> show(RoutingContext ctx, Entry entry, @Nullable String address) {
        return selfCheck
                .of(entry)
                .compose(verdict -> pages.send(
                        ctx, "records/verify.jte", verifyPage.view(pages.page(ctx, null), verdict, address)));
    }

    /** The page with a word on whether an e-mail address is the holder's. What was entered is kept nowhere. */
    private Future<Void> compare(RoutingContext ctx) {
        String address = ctx.request().getFormAttribute("email");
        if (address == null || address.isBlank() || address.length() > LONGEST_ADDRESS) {
            throw Problem.badField("email", "Enter an e-mail address.");
        }
        return byCode(ctx).compose(entry -> {
            if (guesses.get(entry.record().id(), id -> new AtomicInteger()).incrementAndGet() > MOST_GUESSES) {
                throw Problem.of(
                        429, "busy", "Too many addresses were compared with this record. Try again in an hour.");
            }
            return show(ctx, entry, address);
        });
    }

    /** The verify page for programs: the same questions and answers, and as little else. */
    private Future<Void> verifyJson(RoutingContext ctx) {
        return byCode(ctx).compose(selfCheck::of).compose(verdict -> {
            CompletionRecord record = verdict.entry().record();
            ObjectNode json = Json.object()
                    .put("code", record.code())
                    .put("valid", verdict.valid())
                    .put("status", record.status().name().toLowerCase(Locale.ROOT));
            ArrayNode checks = json.putArray("checks");
            verdict.checks()
                    .forEach(check -> checks.addObject()
                            .put("name", check.name())
                            .put("outcome", check.outcome().name().toLowerCase(Locale.ROOT))
                            .put("reason", check.reason()));
            return Json.send(ctx, 200, json);
        });
    }

    private Future<Entry> byCode(RoutingContext ctx) {
        return store.byCode(pool, ctx.pathParam("code")).map(found -> found.orElseThrow(Problem::notFound));
    }

    private Future<Void> holdersPdf(RoutingContext ctx) {
        return byCode(ctx).compose(entry -> {
            if (!certificates.isHolders(entry.record(), ctx.pathParam("seal"))) {
                throw Problem.notFound();
            }
            return pdf(ctx, entry, entry.holder());
        });
    }

    private Future<Void> pdf(RoutingContext ctx, Entry entry, @Nullable String holder) {
        CertificateView view = new CertificateView(
                entry.record(),
                holder,
                issuing.issuer().name(),
                issuing.issuer().publicUrl() + "/verify/" + entry.record().code(),
                pages.page(ctx, null).texts().locale());
        return vertx.executeBlocking(() -> Certificate.pdf(view), false)
                .compose(pdf -> download(ctx, "application/pdf", "certificate.pdf", pdf));
    }

    private static Future<Void> download(RoutingContext ctx, String type, String name, byte[] bytes) {
        return ctx.response()
                .putHeader("Content-Type", type)
                .putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .end(Buffer.buffer(bytes));
    }

    private Future<Void> credential(RoutingContext ctx) {
        Wanted wanted = Wanted.by(ctx, true);
        return byCapability(ctx)
                .compose(signed -> ctx.response()
                        .putHeader("Content-Type", wanted.contentType())
                        .end(wanted.jwt() ? signed.jwt() : signed.jsonLd()));
    }

    private Future<Entry.Signed> byCapability(RoutingContext ctx) {
        return store.byCapability(pool, ctx.pathParam("capability"))
                .map(found -> found.flatMap(entry -> Optional.ofNullable(entry.signed()))
                        .orElseThrow(Problem::notFound));
    }

    private Future<Void> badge(RoutingContext ctx, String type) {
        return store.byCapability(pool, ctx.pathParam("capability")).compose(found -> {
            Entry entry = found.orElseThrow(Problem::notFound);
            Entry.Signed signed = Optional.ofNullable(entry.signed()).orElseThrow(Problem::notFound);
            String title = entry.record().title();
            return vertx.executeBlocking(
                            () -> type.endsWith("png")
                                    ? Badge.png(signed.jwt())
                                    : Badge.svg(title, signed.jwt()).getBytes(StandardCharsets.UTF_8),
                            false)
                    .compose(image -> download(ctx, type, type.endsWith("png") ? "badge.png" : "badge.svg", image));
        });
    }

    private Future<Void> did(RoutingContext ctx) {
        if (issuing.objection().isPresent()) {
            throw Problem.of(
                    404,
                    "no-issuer",
                    "This server cannot issue records: " + issuing.objection().get());
        }
        return issuing.didDocument().compose(document -> {
            ctx.response().putHeader("Cache-Control", "public, max-age=300");
            return ifChanged(ctx, "application/json", document);
        });
    }

    private Future<Void> statusList(RoutingContext ctx) {
        String number = ctx.pathParam("list");
        if (!number.matches("[1-9]\\d{0,5}") || issuing.objection().isPresent()) {
            throw Problem.notFound();
        }
        Wanted wanted = Wanted.by(ctx, false);
        return issuing.statusList(Integer.parseInt(number), wanted.jwt()).compose(list -> {
            ctx.response().putHeader("Cache-Control", "public, max-age=15").putHeader("Vary", "Accept");
            return ifChanged(ctx, wanted.contentType(), list.getBytes(StandardCharsets.UTF_8));
        });
    }

    /** 304 for who holds these very bytes already (RFC 9110 §13.1.2). */
    private static Future<Void> ifChanged(RoutingContext ctx, String type, byte[] bytes) {
        ctx.etag(UUID.nameUUIDFromBytes(bytes).toString());
        if (ctx.isFresh()) {
            return ctx.response().setStatusCode(304).end();
        }
        return ctx.response().putHeader("Content-Type", type).end(Buffer.buffer(bytes));
    }
}
