package dev.waymark.server.roster;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.groups.Group;
import dev.waymark.lti.groups.Groups;
import dev.waymark.lti.http.ServiceOutcome;
import dev.waymark.lti.launch.GroupsEndpoint;
import dev.waymark.lti.launch.NrpsEndpoint;
import dev.waymark.lti.members.MemberPage;
import dev.waymark.lti.members.MemberQuery;
import dev.waymark.server.jobs.Job;
import dev.waymark.server.jobs.Outcome;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import dev.waymark.server.platforms.access.ServiceCalls.Exchange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a context's whole roster, page by page, and its groups where the LMS has them. */
public final class RosterJob {
    public static final String KIND = "roster";
    private static final int MOST_PAGES = 2_000;
    private final Pool pool;
    private final RosterStore store;
    private final Platforms platforms;
    private final ServiceCalls calls;
    private final Clock clock;

    public RosterJob(Pool pool, RosterStore store, Platforms platforms, ServiceCalls calls, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.calls = calls;
        this.clock = clock;
    }

    public Future<Outcome> run(Job job) {
        UUID context = Objects.requireNonNull(job.subject());
        return store.place(pool, context)
                .compose(found -> found.filter(place -> place.members() != null)
                        .map(place -> read(place, job))
                        .orElseGet(() -> Future.succeededFuture(
                                new Outcome.Failed("The LMS shows no roster for this course."))));
    }

    private Future<Outcome> read(RosterStore.Place place, Job job) {
        return platforms
                .of(place.registration())
                .compose(connection -> connection.filter(Connection::active).isEmpty()
                        ? Future.succeededFuture((Outcome) new Outcome.Failed("The LMS is no longer connected."))
                        : members(place, connection.get()))
                .recover(failure -> explained(place, job, failure));
    }

    private Future<Outcome> members(RosterStore.Place place, Connection connection) {
        Grant grant = new Grant(connection, place.deployment(), Set.of(MemberQuery.SCOPE));
        MemberQuery query = place.groups() == null ? MemberQuery.EVERYBODY : MemberQuery.EVERYBODY.withGroups();
        NrpsEndpoint endpoint = new NrpsEndpoint(Objects.requireNonNull(place.members()), List.of());
        return calls.send(grant, token -> query.first(endpoint, token))
                .compose(exchange -> page(place, grant, exchange, 0, 1))
                .compose(count -> groups(place, connection)
                        .compose(groups -> store.complete(pool, place))
                        .map(missing -> new Outcome.Delivered(
                                count + " members read" + (missing == 0 ? "" : ", " + missing + " not found in it"))));
    }

    /** Keeps a page and follows the next; answers how many members there were. */
    private Future<Integer> page(RosterStore.Place place, Grant grant, Exchange exchange, int before, int pages) {
        NotTold.unless(exchange);
        MemberPage page = MemberPage.parse(exchange.response(), exchange.request());
        int count = before + page.members().size();
        URI next = page.next();
        if (next != null && pages >= MOST_PAGES) {
            return Future.failedFuture(new NotTold("The roster has more than " + MOST_PAGES + " pages."));
        }
        return store.keep(pool, place, RosterMember.of(place.platform(), page.members()))
                .compose(kept -> next == null
                        ? Future.succeededFuture(count)
                        : calls.send(grant, token -> MemberQuery.page(next, token))
                                .compose(following -> page(place, grant, following, count, pages + 1)));
    }

    private Future<Void> groups(RosterStore.Place place, Connection connection) {
        if (place.groups() == null) {
            return Future.succeededFuture();
        }
        Grant grant = new Grant(connection, place.deployment(), Set.of(Groups.SCOPE));
        GroupsEndpoint endpoint = new GroupsEndpoint(place.groups(), null, Set.of(Groups.SCOPE));
        return calls.send(grant, token -> Groups.list(endpoint, token))
                .compose(exchange -> groupPage(grant, exchange, new ArrayList<>(), 1))
                .compose(groups -> store.groups(pool, place.id(), groups));
    }

    private Future<List<Group>> groupPage(Grant grant, Exchange exchange, List<Group> read, int pages) {
        NotTold.unless(exchange);
        Groups.Page page = Groups.parsePage(exchange.response(), exchange.request());
        read.addAll(page.groups());
        URI next = page.next();
        return next == null || pages >= MOST_PAGES
                ? Future.succeededFuture(read)
                : calls.send(grant, token -> Groups.page(next, token))
                        .compose(following -> groupPage(grant, following, read, pages + 1));
    }

    /** What went wrong stays beside the context until a reading succeeds. */
    private Future<Outcome> explained(RosterStore.Place place, Job job, Throwable failure) {
        Optional<Outcome> outcome = outcome(job, failure);
        return outcome.isEmpty()
                ? Future.failedFuture(failure)
                : store.failed(pool, place.id(), String.valueOf(reason(outcome.get())))
                        .map(outcome.get());
    }

    private Optional<Outcome> outcome(Job job, Throwable failure) {
        if (failure instanceof NotTold refusal) {
            return Optional.of(refusal.outcome(clock, job.attempts()));
        }
        return failure instanceof LtiException || failure instanceof Outbound.Unreachable
                ? Optional.of(new Outcome.Again(String.valueOf(failure.getMessage()), null))
                : Optional.empty();
    }

    private static String reason(Outcome outcome) {
        return outcome instanceof Outcome.Again again ? again.reason() : ((Outcome.Failed) outcome).reason();
    }

    /** The LMS did not answer with what was asked for. */
    private static final class NotTold extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Exchange exchange;

        NotTold(String text) {
            super(text, null, false, false);
            this.exchange = null;
        }

        private NotTold(Exchange exchange) {
            super("The service answered " + exchange.response().status(), null, false, false);
            this.exchange = exchange;
        }

        static void unless(Exchange exchange) {
            if (!exchange.response().successful()) {
                throw new NotTold(exchange);
            }
        }

        Outcome outcome(Clock clock, int attempts) {
            if (exchange == null) {
                return new Outcome.Failed(String.valueOf(getMessage()));
            }
            ServiceOutcome outcome = ServiceOutcome.of(exchange.response(), clock.instant());
            if (outcome instanceof ServiceOutcome.Retry retry) {
                return new Outcome.Again(retry.why(), retry.delay());
            }
            if (outcome instanceof ServiceOutcome.RefreshToken) {
                return new Outcome.Again("The LMS no longer took the access token (401).", null);
            }
            return new Outcome.Failed(
                    outcome instanceof ServiceOutcome.Refused refused
                            ? refused.why()
                            : "The LMS answered " + exchange.response().status() + ".");
        }
    }
}
