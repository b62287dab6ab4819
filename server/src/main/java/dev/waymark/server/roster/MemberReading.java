package dev.waymark.server.roster;

import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.launch.NrpsEndpoint;
import dev.waymark.lti.members.MemberPage;
import dev.waymark.lti.members.MemberQuery;
import dev.waymark.lti.security.AccessToken;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import dev.waymark.server.platforms.access.ServiceCalls.Exchange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the members of one context page by page, and keeps each page as it comes. */
record MemberReading(Pool pool, RosterStore store, ServiceCalls calls, RosterStore.Place place, Grant grant) {
    static final int MOST_PAGES = 2_000;

    /**
     * What was read.
     *
     * @param differences where to ask next for what has changed since this reading began
     */
    record Read(int members, @Nullable URI differences, int pages) {
        private static final Read NOTHING = new Read(0, null, 0);

        /** The first page names the differences since its own time; later ones could miss what changed meanwhile. */
        Read with(MemberPage page) {
            return new Read(
                    members + page.members().size(), differences == null ? page.differences() : differences, pages + 1);
        }
    }

    Future<Read> all(NrpsEndpoint endpoint, MemberQuery query) {
        return read(token -> query.first(endpoint, token), Read.NOTHING);
    }

    Future<Read> from(URI address) {
        return read(token -> MemberQuery.page(address, token), Read.NOTHING);
    }

    private Future<Read> read(Function<AccessToken, LtiRequest> request, Read before) {
        return calls.send(grant, request).compose(exchange -> keep(exchange, before));
    }

    private Future<Read> keep(Exchange exchange, Read before) {
        NotTold.unless(exchange);
        MemberPage page = MemberPage.parse(exchange.response(), exchange.request());
        Read read = before.with(page);
        URI next = page.next();
        if (next != null && read.pages() >= MOST_PAGES) {
            return Future.failedFuture(new NotTold("The roster has more than " + MOST_PAGES + " pages."));
        }
        return store.keep(pool, place, RosterMember.of(place.platform(), page.members()))
                .compose(kept -> next == null
                        ? Future.succeededFuture(read)
                        : read(token -> MemberQuery.page(next, token), read));
    }
}
