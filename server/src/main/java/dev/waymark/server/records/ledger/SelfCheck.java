package dev.waymark.server.records.ledger;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.verification.Check;
import dev.waymark.server.records.verification.Report;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Asks of a stored credential what any stranger would, of the keys and the status list that strangers are given. */
public final class SelfCheck {
    private final Vertx vertx;
    private final Issuing issuing;
    private final Clock clock;

    public SelfCheck(Vertx vertx, Issuing issuing, Clock clock) {
        this.vertx = vertx;
        this.issuing = issuing;
        this.clock = clock;
    }

    /** @param checks none of what was erased, nor where this server's address can have no issuer's name */
    record Verdict(Entry entry, List<Check> checks) {
        private boolean passed() {
            return checks.stream().allMatch(check -> check.outcome() == Check.Outcome.PASSED);
        }

        boolean valid() {
            return passed() && entry.record().status().stands();
        }

        /** The register says that the record stands, and yet its credential does not prove it. */
        boolean unconfirmed() {
            return !passed() && entry.record().status().stands();
        }
    }

    /** Signs the record first where that was not done yet. */
    Future<Verdict> of(Entry entry) {
        return issuing.objection().isPresent()
                ? Future.succeededFuture(new Verdict(entry, List.of()))
                : issuing.signed(entry).compose(this::asked);
    }

    private Future<Verdict> asked(Entry entry) {
        Entry.Signed signed = entry.signed();
        if (signed == null || entry.record().status() == RecordStatus.WITHDRAWN) {
            return Future.succeededFuture(new Verdict(entry, List.of()));
        }
        return issuing.didDocument()
                .compose(document -> issuing.statusList(signed.list(), false)
                        .compose(status -> vertx.executeBlocking(
                                () -> ask(signed.jwt(), document, status.getBytes(StandardCharsets.UTF_8)), false)))
                .map(checks -> new Verdict(entry, checks));
    }

    private List<Check> ask(String jwt, byte[] document, byte[] status) {
        Sources ours = new Sources(did -> Optional.of(document), url -> Optional.of(status));
        try {
            Report report = new Verification(ours, clock.instant())
                    .verify(SignedCredential.parse(jwt.getBytes(StandardCharsets.UTF_8)));
            return report.checks();
        } catch (IllegalArgumentException unreadable) {
            return List.of(Check.failed("form", "unreadable: " + unreadable.getMessage()));
        }
    }
}
