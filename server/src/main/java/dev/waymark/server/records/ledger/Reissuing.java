package dev.waymark.server.records.ledger;

import dev.waymark.server.records.Naming;
import dev.waymark.server.records.SubjectIdentity;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Reason;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs records again. What was signed before is revoked with it: a record has one credential at a time. */
public final class Reissuing {
    private static final int MOST_A_DAY = 20;
    private final Pool pool;
    private final RecordStore records;
    private final CredentialStore credentials;
    private final Signer signer;
    private final Clock clock;

    Reissuing(Pool pool, RecordStore records, CredentialStore credentials, Signer signer, Clock clock) {
        this.pool = pool;
        this.records = records;
        this.credentials = credentials;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Shared, and named as its holder wishes; at another address where the former one was taken back. Of two wishes at the
     * same time the one that is stored last counts. Fails with 400 where
     * the LMS never told what is to be named, 409 where the record was taken back, 429 after too many wishes in a day.
     */
    Future<Entry> share(Entry entry, Naming naming) {
        Entry.Signed signed = standing(entry);
        if (signed.shared() && signed.naming() == naming) {
            return Future.succeededFuture(entry);
        }
        return notTooOften(entry).compose(may -> known(entry)).compose(known -> {
            String name = entry.holder() == null ? known.name() : signed.corrected();
            String given = entry.holder() == null ? known.name() : entry.holder();
            CredentialStore.Order order = new CredentialStore.Order(signed.id(), naming, name, true, null, null);
            return sign(entry, identity(naming, given, known.email(), signed), signed.shared(), order)
                    .compose(
                            done -> done.stored() ? Future.succeededFuture(done.entry()) : share(done.entry(), naming));
        });
    }

    /** With the name that the LMS gives today, for a reason; for administrators. Fails as {@link #share} does. */
    public Future<Entry> correct(UUID record, String why, Session by) {
        String reason = Reason.of(why);
        return records.byId(pool, record)
                .map(found -> found.orElseThrow(Problem::notFound))
                .compose(entry -> {
                    Entry.Signed signed = standing(entry);
                    return known(entry).compose(known -> {
                        String name = known.name() == null ? entry.holder() : known.name();
                        CredentialStore.Order order = new CredentialStore.Order(
                                signed.id(),
                                signed.naming(),
                                name,
                                null,
                                by.learner().toString(),
                                reason);
                        return sign(
                                        entry,
                                        identity(signed.naming(), name, known.email(), signed),
                                        signed.shared(),
                                        order)
                                .compose(done -> done.stored()
                                        ? Future.succeededFuture(done.entry())
                                        : correct(record, why, by));
                    });
                });
    }

    /** The same again with today's keys, where that credential is still the record's. */
    Future<Entry> renew(Entry entry, UUID replaces, @Nullable String actor, @Nullable String reason) {
        Entry.Signed signed = entry.signed();
        if (signed == null
                || !signed.id().equals(replaces)
                || entry.record().status().takenBack()) {
            return Future.succeededFuture(entry);
        }
        CredentialStore.Order order =
                new CredentialStore.Order(signed.id(), signed.naming(), signed.corrected(), null, actor, reason);
        return sign(entry, identity(signed.naming(), entry.holder(), null, signed), signed.shared(), order)
                .map(Done::entry);
    }

    /** How many credentials that are still given out a key signed since then. */
    public Future<Long> signedWith(String key, Instant since) {
        return credentials.signedWith(pool, key, since);
    }

    /** Queues all of them to be signed again. */
    public Future<Integer> renewAll(String key, Instant since, String actor) {
        return credentials.queue(pool, key, since, actor, "The key " + key + " was lost.");
    }

    private static Entry.Signed standing(Entry entry) {
        if (entry.record().status().takenBack()) {
            throw Problem.of(409, "record-ended", "This record was taken back, and stays so.");
        }
        return Optional.ofNullable(entry.signed())
                .orElseThrow(() ->
                        Problem.of(409, "record-unsigned", "This record is not signed yet. Try again in a moment."));
    }

    private Future<Void> notTooOften(Entry entry) {
        return credentials.signedToday(pool, entry.record().id()).map(today -> {
            if (today >= MOST_A_DAY) {
                throw Problem.of(429, "signed-too-often", "A record is signed at most " + MOST_A_DAY + " times a day.");
            }
            return null;
        });
    }

    private Future<CredentialStore.Known> known(Entry entry) {
        return credentials.known(pool, entry.record().learnerId());
    }

    private static @Nullable SubjectIdentity identity(
            Naming naming, @Nullable String name, @Nullable String email, Entry.Signed before) {
        return switch (naming) {
            case NONE -> null;
            case NAME -> SubjectIdentity.name(told(name, "name"));
            case EMAIL ->
                email == null && before.naming() == Naming.EMAIL
                        ? SubjectIdentity.of(CredentialJson.parse(before.jsonLd()))
                                .orElseThrow()
                        : SubjectIdentity.email(told(email, "e-mail address"), Ids.secret());
        };
    }

    private static String told(@Nullable String value, String what) {
        if (value == null) {
            throw Problem.badField("naming", "The learning platform has not told your " + what + ".");
        }
        return value;
    }

    /** @param stored whether it is what was signed here, and not what somebody else had signed meanwhile */
    private record Done(Entry entry, boolean stored) {}

    private Future<Done> sign(
            Entry entry, @Nullable SubjectIdentity holder, boolean keepAddress, CredentialStore.Order order) {
        String capability =
                entry.signed() != null && keepAddress ? entry.signed().capability() : null;
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return signer.sign(entry.record(), new Signer.Draft(UUID.randomUUID(), capability, holder, now), order)
                .compose(stored -> records.byId(pool, entry.record().id())
                        .map(found -> new Done(found.orElseThrow(Problem::notFound), stored)));
    }
}
