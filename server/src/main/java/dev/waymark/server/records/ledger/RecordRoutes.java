package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.UUID;

/** What an administrator does to one record through the API. */
public final class RecordRoutes {
    private static final String PATH = "/api/v1/admin/records/:record";
    private final Pool pool;
    private final ProofStore proofs = new ProofStore();
    private final Revoking revoking;
    private final Issuing issuing;
    private final RecordAnswer answer;

    public RecordRoutes(Pool pool, Revoking revoking, Issuing issuing, CertificateLinks certificates) {
        this.pool = pool;
        this.revoking = revoking;
        this.issuing = issuing;
        this.answer = new RecordAnswer(issuing.issuer().publicUrl(), certificates);
    }

    public void mount(Routes routes) {
        routes.post(PATH + "/revoke").respond(this::revoke);
        routes.post(PATH + "/reissue").respond(this::reissue);
        routes.get(PATH + "/proof").respond(this::proof);
    }

    private Future<Void> revoke(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return revoking.revoke(record(ctx), reason(ctx), session)
                .compose(entry -> Json.send(ctx, 200, answer.json(entry)));
    }

    private Future<Void> reissue(RoutingContext ctx) {
        Session session = SessionGate.administrator(ctx);
        return issuing.again()
                .correct(record(ctx), reason(ctx), session)
                .compose(entry -> Json.send(ctx, 200, answer.json(entry)));
    }

    private static UUID record(RoutingContext ctx) {
        return Ids.parse(ctx.pathParam("record")).orElseThrow(Problem::notFound);
    }

    private static String reason(RoutingContext ctx) {
        return Json.body(ctx).path("reason").asText("");
    }

    /** What a record rests on and what came of it. */
    private Future<Void> proof(RoutingContext ctx) {
        SessionGate.administrator(ctx);
        return proofs.chain(pool, record(ctx)).compose(chain -> {
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
}
