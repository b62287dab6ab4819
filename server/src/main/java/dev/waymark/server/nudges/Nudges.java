package dev.waymark.server.nudges;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.progress.DueDates;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Texts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The weekly digest: its switch for a team and module, its preview, its readers' choice, and the letters. */
public final class Nudges {
    private static final int QUEUED_AT_ONCE = 500;
    private static final int PREVIEWED = 20;
    private final Pool pool;
    private final NudgeStore store = new NudgeStore();
    private final AuditStore audit;
    private final Digests digests;
    private final Wording wording;
    private final StopLinks stops;
    private final @Nullable Mailer mailer;
    private final Renewals renewals;

    /** @param mailer null where no mail server is configured */
    public Nudges(
            Pool pool,
            AuditStore audit,
            Progress progress,
            Editions editions,
            DueDates dueDates,
            Pages pages,
            Vault vault,
            URI publicUrl,
            @Nullable Mailer mailer,
            Clock clock) {
        this.pool = pool;
        this.audit = audit;
        this.digests = new Digests(progress, editions, dueDates, clock);
        this.wording = new Wording(pages);
        this.stops = new StopLinks(vault, publicUrl);
        this.mailer = mailer;
        this.renewals = new Renewals(pool, progress, editions, Optional.ofNullable(mailer), this::hindrance);
    }

    /** Reminders of records that are to be renewed. */
    public Renewals renewals() {
        return renewals;
    }

    /** Whether a mail server is configured. */
    public boolean possible() {
        return mailer != null;
    }

    /** The host of the mail server, where one is configured. */
    public Optional<String> mailServer() {
        return Optional.ofNullable(mailer).map(Mailer::host);
    }

    /** Why nothing can leave at present; empty when it can. */
    public Future<Optional<Hindrance>> hindrance() {
        return allowance().map(Allowance::hindrance);
    }

    /**
     * What the organisation says of reminders.
     *
     * @param teams how many switched them on
     */
    public record Allowance(Optional<Hindrance> hindrance, int teams) {
        public boolean forbidden() {
            return hindrance.filter(Hindrance.FORBIDDEN::equals).isPresent();
        }
    }

    public Future<Allowance> allowance() {
        Optional<Hindrance> unsendable = possible() ? Optional.empty() : Optional.of(Hindrance.NO_MAIL_SERVER);
        return store.allowance(pool)
                .map(found -> new Allowance(
                        found.forbidden() ? Optional.of(Hindrance.FORBIDDEN) : unsendable, found.teams()));
    }

    /** Forbids reminders for the whole organisation, or lets teams have them again. */
    public Future<Void> forbid(boolean forbidden, UUID actor) {
        return pool.withTransaction(
                connection -> (forbidden ? store.forbid(connection, actor) : store.allow(connection))
                        .compose(done -> audit.note(
                                connection,
                                actor.toString(),
                                forbidden ? "nudge.forbidden" : "nudge.allowed",
                                "organisation",
                                Map.of())));
    }

    public Future<Boolean> on(UUID context, Edition edition) {
        return store.on(pool, context, edition.moduleId());
    }

    /** Switches the digest about a module on or off for a team. */
    public Future<Void> change(UUID context, Edition edition, boolean on, UUID actor) {
        return (on ? hindrance() : Future.succeededFuture(Optional.<Hindrance>empty()))
                .compose(hindrance -> hindrance.isPresent()
                        ? Future.failedFuture(refused(hindrance.get()))
                        : changed(context, edition, on, actor));
    }

    static Problem refused(Hindrance hindrance) {
        return switch (hindrance) {
            case FORBIDDEN -> Problem.of(409, "reminders-forbidden", "The organisation forbids reminders by mail.");
            case NO_MAIL_SERVER ->
                Problem.of(409, "no-mail-server", "No mail server is configured: an operator sets WAYMARK_MAIL_URL.");
        };
    }

    private Future<Void> changed(UUID context, Edition edition, boolean on, UUID actor) {
        return pool.withTransaction(connection -> (on
                        ? store.switchOn(connection, context, edition.moduleId(), actor)
                        : store.switchOff(connection, context, edition.moduleId()))
                .compose(done -> audit.note(
                        connection,
                        actor.toString(),
                        on ? "nudge.on" : "nudge.off",
                        context.toString(),
                        Map.of("module", edition.slug()))));
    }

    public Future<Boolean> wanted(UUID learner) {
        return store.wanted(pool, learner);
    }

    public Future<Void> choose(UUID learner, boolean wanted) {
        return store.choose(pool, learner, wanted).map(known -> {
            if (!known) {
                throw Problem.notFound();
            }
            return null;
        });
    }

    /** Whose mails a code stops, or 404. */
    Future<UUID> learner(String code) {
        return stops.learner(code)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(Problem.notFound()));
    }

    /** Queues what may be due; does nothing where nothing can be sent. */
    public Future<Integer> queue() {
        return possible() ? store.queue(pool, QUEUED_AT_ONCE) : Future.succeededFuture(0);
    }

    /**
     * Whom a team's digest about a module would reach now.
     *
     * @param more whether there are people beyond those looked at
     */
    public record Preview(
            List<Person> people, boolean more, @Nullable Sample sample) {}

    /** @param why a sentence in the manager's language; {@code wanted} false for who stopped the digest */
    public record Person(UUID id, @Nullable String name, String why, boolean wanted) {}

    /** A mail as it would leave, without what its reader has to do elsewhere. */
    public record Sample(String language, String direction, String subject, String text) {}

    public Future<Preview> preview(UUID context, Edition edition, Texts texts) {
        return store.of(pool, context, edition.moduleId(), PREVIEWED + 1).compose(found -> {
            List<NudgeStore.Place> places = found.stream()
                    .filter(place -> MailServer.address(place.person().email()))
                    .limit(PREVIEWED)
                    .toList();
            List<Future<Optional<Digest>>> all =
                    places.stream().map(place -> digests.of(List.of(place))).toList();
            return Future.all(all).map(done -> preview(places, all, found.size() > PREVIEWED, texts));
        });
    }

    private Preview preview(
            List<NudgeStore.Place> places, List<Future<Optional<Digest>>> all, boolean more, Texts texts) {
        List<Person> people = new ArrayList<>();
        Sample sample = null;
        for (int i = 0; i < places.size(); i++) {
            NudgeStore.Place place = places.get(i);
            Optional<Digest> digest = all.get(i).result();
            if (digest.isEmpty()) {
                continue;
            }
            Digest told = digest.get();
            people.add(new Person(
                    place.person().id(),
                    place.name(),
                    Wording.why(texts, told.items().get(0)),
                    place.wanted()));
            sample = sample == null && place.wanted() ? sample(place, told) : sample;
        }
        return new Preview(people, more, sample);
    }

    /** The way to stop it is its reader's alone: a preview shows none that works. */
    private Sample sample(NudgeStore.Place place, Digest digest) {
        Texts theirs = Wording.texts(place.person().locale());
        DigestView view = Wording.view(theirs, digest, "…");
        return new Sample(theirs.language(), theirs.direction(), view.subject(), Wording.text(view));
    }

    /** The letter for one person as things are now; empty when there is nothing to say or nowhere to send it. */
    Future<Optional<Letter>> letter(UUID learner) {
        return store.of(pool, learner)
                .compose(places -> places.isEmpty()
                                || !MailServer.address(places.get(0).person().email())
                        ? Future.succeededFuture(Optional.empty())
                        : digests.of(places)
                                .map(digest ->
                                        digest.map(told -> letter(places.get(0).person(), told))));
    }

    private Letter letter(NudgeStore.Addressee person, Digest digest) {
        return wording.letter(
                String.valueOf(person.email()), Wording.texts(person.locale()), digest, stops.url(person.id()));
    }

    /** The job that sends them; empty where nothing can be sent, so that such a node claims none. */
    public Optional<DigestJob> job() {
        return Optional.ofNullable(mailer).map(sender -> new DigestJob(pool, store, this, sender));
    }

    /** The job that reminds of renewals; empty where nothing can be sent. */
    public Optional<RenewalJob> renewalJob() {
        return Optional.ofNullable(mailer).map(sender -> new RenewalJob(pool, renewals, wording, stops, sender));
    }
}
