package dev.waymark.server.roster;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.groups.Group;
import dev.waymark.lti.groups.Groups;
import dev.waymark.lti.launch.GroupsEndpoint;
import dev.waymark.lti.launch.NrpsEndpoint;
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

/** Reads a context's roster, whole or what has changed in it, and its groups where the LMS has them. */
public final class RosterJob {
    public static final String KIND = "roster";
    private static final Set<String> MEMBERS = Set.of(MemberQuery.SCOPE);
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

    /**
     * Between two whole readings only what has changed; but the whole at once where the LMS answers with anything but a
     * wish to be asked later, or the course has groups by now.
     */
    private Future<Outcome> members(RosterStore.Place place, Connection connection) {
        MemberReading reading =
                new MemberReading(pool, store, calls, place, new Grant(connection, place.deployment(), MEMBERS));
        URI differences = place.differences();
        return differences == null
                ? whole(place, connection, reading)
                : changes(place, reading, differences)
                        .compose(told -> groups(place, connection).map(groups -> groups > 0 ? null : told))
                        .recover(failure -> failure instanceof LtiException
                                        || failure instanceof NotTold refusal && !refusal.later(clock)
                                ? Future.succeededFuture()
                                : Future.failedFuture(failure))
                        .compose(told ->
                                told == null ? whole(place, connection, reading) : Future.succeededFuture(told));
    }

    private Future<Outcome> changes(RosterStore.Place place, MemberReading reading, URI differences) {
        return reading.from(differences)
                .compose(read -> store.changed(pool, place, read.differences())
                        .map(new Outcome.Delivered(read.members() + " changes of members read")));
    }

    private Future<Outcome> whole(RosterStore.Place place, Connection connection, MemberReading reading) {
        MemberQuery query = place.groups() == null ? MemberQuery.EVERYBODY : MemberQuery.EVERYBODY.withGroups();
        NrpsEndpoint endpoint = new NrpsEndpoint(Objects.requireNonNull(place.members()), List.of());
        return reading.all(endpoint, query)
                .compose(read -> groups(place, connection)
                        .compose(groups -> store.complete(pool, place, read.differences()))
                        .map(missing -> new Outcome.Delivered(read.members() + " members read"
                                + (missing == 0 ? "" : ", " + missing + " not found in it"))));
    }

    private Future<Integer> groups(RosterStore.Place place, Connection connection) {
        if (place.groups() == null) {
            return Future.succeededFuture(0);
        }
        Grant grant = new Grant(connection, place.deployment(), Set.of(Groups.SCOPE));
        GroupsEndpoint endpoint = new GroupsEndpoint(place.groups(), null, Set.of(Groups.SCOPE));
        return calls.send(grant, token -> Groups.list(endpoint, token))
                .compose(exchange -> groupPage(grant, exchange, new ArrayList<>(), 1))
                .compose(groups -> store.groups(pool, place.id(), groups).map(groups.size()));
    }

    private Future<List<Group>> groupPage(Grant grant, Exchange exchange, List<Group> read, int pages) {
        NotTold.unless(exchange);
        Groups.Page page = Groups.parsePage(exchange.response(), exchange.request());
        read.addAll(page.groups());
        URI next = page.next();
        return next == null || pages >= MemberReading.MOST_PAGES
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
}
