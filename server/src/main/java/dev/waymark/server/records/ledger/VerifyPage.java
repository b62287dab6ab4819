package dev.waymark.server.records.ledger;

import dev.waymark.server.records.AssetEvidence;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.EvidenceKind;
import dev.waymark.server.records.Naming;
import dev.waymark.server.records.RecordTitle;
import dev.waymark.server.records.SubjectIdentity;
import dev.waymark.server.records.VerifyView;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.verification.Check;
import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The public page of a record: whether it holds and why, and little else. */
public final class VerifyPage {
    /** Checks that say something also where they pass: by whom, with which key, until when, as of when. */
    private static final Set<String> TELLING = Set.of("issuer", "key", "validity", "status");

    private final Issuing issuing;

    public VerifyPage(Issuing issuing) {
        this.issuing = issuing;
    }

    private static List<VerifyView.Check> checks(SelfCheck.Verdict verdict) {
        return Stream.concat(
                        Stream.of(new VerifyView.Check("known", true, null)),
                        verdict.checks().stream().map(VerifyPage::check))
                .toList();
    }

    private static VerifyView.Check check(Check check) {
        boolean passed = check.outcome() == Check.Outcome.PASSED;
        return new VerifyView.Check(
                check.name(), passed, passed && !TELLING.contains(check.name()) ? null : check.reason());
    }

    /** @param address whose record it may be; null when nobody asks */
    VerifyView view(Page page, SelfCheck.Verdict verdict, @Nullable String address) {
        Entry entry = verdict.entry();
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        Entry.Event event = entry.event();
        boolean withdrawn = record.status().name().equals("WITHDRAWN");
        return new VerifyView(
                page,
                verdict.unconfirmed()
                        ? VerifyView.Status.UNCONFIRMED
                        : VerifyView.Status.valueOf(record.status().name()),
                withdrawn ? null : entry.shownName(),
                withdrawn
                        ? null
                        : RecordTitle.of(
                                page.texts(),
                                record.module().title(),
                                record.module().part()),
                record.module().version(),
                attestation(record),
                record.assets().size(),
                (int) count(record, EvidenceKind.VERIFIED),
                (int) count(record, EvidenceKind.WAIVED),
                record.cells().size(),
                RecordTitle.rule(page.texts(), record),
                issuing.issuer().name(),
                record.issuedAt().toString(),
                record.validUntil() == null ? null : record.validUntil().toString(),
                event == null ? null : event.at().toString(),
                event == null || !event.kind().equals("revoked") ? null : event.reason(),
                record.module().contentHash(),
                checks(verdict),
                withdrawn ? null : holder(entry, address),
                signed != null && signed.shared() && !withdrawn ? credentialPath(signed) : null,
                withdrawn ? null : CertificateLinks.path(record),
                entry.line().newerCode() == null || withdrawn
                        ? null
                        : "/verify/" + entry.line().newerCode());
    }

    /** Who can compare is who could with the credential itself: not once it is shared no more. */
    private static VerifyView.@Nullable Holder holder(Entry entry, @Nullable String address) {
        Entry.Signed signed = entry.signed();
        if (signed == null || !signed.shared() || signed.naming() != Naming.EMAIL) {
            return null;
        }
        return new VerifyView.Holder("/verify/" + entry.record().code() + "#holder-title", answer(signed, address));
    }

    private static VerifyView.Answer answer(Entry.Signed signed, @Nullable String address) {
        if (address == null) {
            return VerifyView.Answer.NOT_ASKED;
        }
        boolean same = SubjectIdentity.of(CredentialJson.parse(signed.jsonLd()))
                .filter(identity -> identity.is(address))
                .isPresent();
        return same ? VerifyView.Answer.SAME : VerifyView.Answer.OTHER;
    }

    static String credentialPath(Entry.Signed signed) {
        return "/credentials/" + signed.capability();
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
