package dev.waymark.server.records.ledger;

import dev.waymark.server.records.AssetEvidence;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.EvidenceKind;
import dev.waymark.server.records.VerifyView;
import dev.waymark.server.records.credential.SignedCredential;
import dev.waymark.server.records.verification.Check;
import dev.waymark.server.records.verification.Report;
import dev.waymark.server.records.verification.Sources;
import dev.waymark.server.records.verification.Verification;
import dev.waymark.server.web.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The public page of a record: asks of the stored credential what any stranger would, and says little else. */
public final class VerifyPage {
    private final Vertx vertx;
    private final Issuing issuing;
    private final Clock clock;

    public VerifyPage(Vertx vertx, Issuing issuing, Clock clock) {
        this.vertx = vertx;
        this.issuing = issuing;
        this.clock = clock;
    }

    Future<VerifyView> of(Page page, Entry entry) {
        if (issuing.objection().isPresent()) {
            return Future.succeededFuture(view(page, entry, List.of(known())));
        }
        return issuing.signed(entry).compose(signed -> checks(signed).map(checks -> view(page, signed, checks)));
    }

    private static VerifyView.Check known() {
        return new VerifyView.Check("known", true);
    }

    private Future<List<VerifyView.Check>> checks(Entry entry) {
        Entry.Signed signed = entry.signed();
        if (signed == null) {
            return Future.succeededFuture(List.of(known()));
        }
        int list = Integer.parseInt(entry.record().statusList());
        return issuing.didDocument()
                .compose(document -> issuing.statusList(list, false)
                        .compose(status -> vertx.executeBlocking(
                                () -> ask(signed.jwt(), document, status.getBytes(StandardCharsets.UTF_8)), false)));
    }

    private List<VerifyView.Check> ask(String jwt, byte[] document, byte[] status) {
        Sources ours = new Sources(did -> Optional.of(document), url -> Optional.of(status));
        Report report = new Verification(ours, clock.instant())
                .verify(SignedCredential.parse(jwt.getBytes(StandardCharsets.UTF_8)));
        List<VerifyView.Check> checks = new ArrayList<>(List.of(known()));
        checks.add(new VerifyView.Check("signature", holds(report, Set.of("issuer", "key", "signature"))));
        checks.add(new VerifyView.Check("time", holds(report, Set.of("validity"))));
        checks.add(new VerifyView.Check("status", holds(report, Set.of("status"))));
        checks.add(new VerifyView.Check("content", holds(report, Set.of("form", "claims"))));
        return List.copyOf(checks);
    }

    private static boolean holds(Report report, Set<String> names) {
        List<Check> asked = report.checks().stream()
                .filter(check -> names.contains(check.name()))
                .toList();
        return !asked.isEmpty() && asked.stream().allMatch(check -> check.outcome() == Check.Outcome.PASSED);
    }

    private VerifyView view(Page page, Entry entry, List<VerifyView.Check> checks) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        Entry.Event event = entry.event();
        boolean withdrawn = record.status().name().equals("WITHDRAWN");
        return new VerifyView(
                page,
                VerifyView.Status.valueOf(record.status().name()),
                signed != null && signed.named() && !withdrawn ? record.learnerName() : null,
                withdrawn ? null : record.module().title(),
                record.module().version(),
                attestation(record),
                record.assets().size(),
                (int) count(record, EvidenceKind.VERIFIED),
                (int) count(record, EvidenceKind.WAIVED),
                record.cells().size(),
                record.ruleInWords(),
                issuing.issuer().name(),
                record.issuedAt().toString(),
                record.validUntil() == null ? null : record.validUntil().toString(),
                event == null ? null : event.at().toString(),
                event == null || !event.kind().equals("revoked") ? null : event.reason(),
                record.module().contentHash(),
                checks,
                signed != null && signed.shared() && !withdrawn ? credentialPath(record) : null,
                withdrawn ? null : "/verify/" + record.code() + "/certificate.pdf",
                entry.line().newerCode() == null || withdrawn
                        ? null
                        : "/verify/" + entry.line().newerCode());
    }

    static String credentialPath(CompletionRecord record) {
        return "/credentials/" + record.capability();
    }

    static VerifyView.Attestation attestation(CompletionRecord record) {
        long verified = count(record, EvidenceKind.VERIFIED);
        if (verified == 0) {
            return VerifyView.Attestation.SELF;
        }
        return verified == record.assets().size() ? VerifyView.Attestation.VERIFIED : VerifyView.Attestation.MIXED;
    }

    private static long count(CompletionRecord record, EvidenceKind kind) {
        return record.assets().stream()
                .map(AssetEvidence::kind)
                .filter(kind::equals)
                .count();
    }
}
