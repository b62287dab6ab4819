package dev.waymark.server.admin;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.grades.LineItemKey;
import dev.waymark.lti.grades.LineItems;
import dev.waymark.lti.launch.NrpsEndpoint;
import dev.waymark.lti.members.MemberPage;
import dev.waymark.lti.members.MemberQuery;
import dev.waymark.server.admin.ConnectionTestView.Outcome;
import dev.waymark.server.admin.ConnectionTestView.Step;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.KeySets;
import dev.waymark.server.platforms.access.AccessTokens;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries what a connection needs, one call after the other, and says what each brought. */
public final class ConnectionTest {
    private static final Set<String> READING = Set.of(GradeScopes.LINE_ITEM, GradeScopes.LINE_ITEM_READ_ONLY);
    private final Pool pool;
    private final ConnectionStore store;
    private final KeySets keySets;
    private final AccessTokens tokens;
    private final ServiceCalls calls;

    public ConnectionTest(Pool pool, ConnectionStore store, KeySets keySets, AccessTokens tokens, ServiceCalls calls) {
        this.pool = pool;
        this.store = store;
        this.keySets = keySets;
        this.tokens = tokens;
        this.calls = calls;
    }

    Future<List<Step>> run(Connection connection) {
        Future<Step> keys = step(
                "jwks",
                keySets.refreshed(connection.lti().jwksUri())
                        .map(read -> read.isEmpty()
                                ? "The key set is empty."
                                : "Read " + connection.lti().jwksUri()));
        return store.reachable(pool, connection.id()).compose(found -> {
            Future<Step> token = token(connection, found);
            Future<Step> roster = roster(connection, found);
            Future<Step> lineItems = lineItems(connection, found);
            return Future.all(keys, token, roster, lineItems)
                    .map(all -> List.of(keys.result(), token.result(), roster.result(), lineItems.result()));
        });
    }

    private Future<Step> token(Connection connection, Optional<ConnectionStore.Reachable> found) {
        Set<String> scopes = Stream.concat(
                        found.stream().flatMap(each -> each.gradeScopes().stream()), connection.scopes().stream())
                .filter(scope ->
                        scope.startsWith("https://purl.imsglobal.org/spec/lti-ags/") || scope.equals(MemberQuery.SCOPE))
                .collect(Collectors.toSet());
        if (found.isEmpty() || scopes.isEmpty()) {
            return skipped("token", "No launch has named a service yet.");
        }
        Grant grant = new Grant(connection, found.get().deployment(), scopes);
        tokens.drop(grant);
        return step(
                "token",
                tokens.of(grant).map(token -> "Granted " + token.scopes().size() + " scopes."));
    }

    private Future<Step> roster(Connection connection, Optional<ConnectionStore.Reachable> found) {
        URI url = found.map(ConnectionStore.Reachable::members).orElse(null);
        if (found.isEmpty() || url == null) {
            return skipped("roster", "No launch has named a roster yet.");
        }
        Grant grant = new Grant(connection, found.get().deployment(), Set.of(MemberQuery.SCOPE));
        NrpsEndpoint endpoint = new NrpsEndpoint(url, List.of());
        return step(
                "roster",
                calls.send(grant, token -> MemberQuery.EVERYBODY.withLimit(1).first(endpoint, token))
                        .map(answer -> MemberPage.parse(answer.response(), answer.request()))
                        .map(page -> page.members().isEmpty() ? "It is empty." : "Members are told."));
    }

    private Future<Step> lineItems(Connection connection, Optional<ConnectionStore.Reachable> found) {
        URI url = found.map(ConnectionStore.Reachable::lineItems).orElse(null);
        Set<String> scopes = found.stream()
                .flatMap(each -> each.gradeScopes().stream())
                .filter(READING::contains)
                .collect(Collectors.toSet());
        if (found.isEmpty() || url == null || scopes.isEmpty()) {
            return skipped("lineitems", "No launch has named line items that may be read.");
        }
        Grant grant = new Grant(connection, found.get().deployment(), scopes);
        return step(
                "lineitems",
                calls.send(grant, token -> LineItems.list(url, new LineItemKey(null, null, null), token))
                        .map(answer -> LineItems.parsePage(answer.response(), answer.request()))
                        .map(page -> page.items().size() + " line items on the first page."));
    }

    private static Future<Step> skipped(String code, String why) {
        return Future.succeededFuture(new Step(code, Outcome.SKIPPED, why));
    }

    /** What we know how to explain becomes a failed step; anything else is our own mistake. */
    private static Future<Step> step(String code, Future<String> attempt) {
        return attempt.map(detail -> new Step(code, Outcome.PASSED, detail)).recover(failure -> {
            boolean explained = failure instanceof LtiException || failure instanceof Outbound.Unreachable;
            return explained
                    ? Future.succeededFuture(new Step(code, Outcome.FAILED, String.valueOf(failure.getMessage())))
                    : Future.failedFuture(failure);
        });
    }
}
