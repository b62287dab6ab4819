package dev.waymark.server.records.ledger;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.Naming;
import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.RecordTitle;
import dev.waymark.server.records.RecordsView;
import dev.waymark.server.records.VerifyView;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.web.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a learner sees a record of theirs. */
final class RecordCards {
    private final Issuer issuer;
    private final CertificateLinks certificates;

    RecordCards(Issuer issuer, CertificateLinks certificates) {
        this.issuer = issuer;
        this.certificates = certificates;
    }

    RecordsView.Card card(String base, Entry entry, CredentialStore.Known known, Texts texts) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        String verify = issuer.publicUrl() + "/verify/" + record.code();
        String address = signed != null && signed.shared() ? VerifyPage.credentialPath(signed) : null;
        return new RecordsView.Card(
                RecordTitle.of(texts, record.module().title(), record.module().part()),
                record.module().version(),
                record.cycle(),
                VerifyView.Status.valueOf(record.status().name()),
                VerifyPage.attestation(record),
                record.assets().size(),
                record.cells().size(),
                record.issuedAt().toString(),
                record.validUntil() == null ? null : record.validUntil().toString(),
                entry.event() == null || !entry.event().kind().equals("revoked")
                        ? null
                        : entry.event().reason(),
                verify,
                address == null ? verify : address,
                address == null ? null : address + "/badge.svg",
                certificates.holders(record),
                signed == null ? null : sharing(base, entry, signed, known),
                address == null ? null : linkedIn(record, verify));
    }

    /** What was taken back can be shared no more, only hidden. */
    private static RecordsView.@Nullable Sharing sharing(
            String base, Entry entry, Entry.Signed signed, CredentialStore.Known known) {
        RecordStatus status = entry.record().status();
        if (status == RecordStatus.WITHDRAWN || status == RecordStatus.REVOKED && !signed.shared()) {
            return null;
        }
        List<Naming> offered = status == RecordStatus.REVOKED
                ? List.of()
                : Stream.of(Naming.values())
                        .filter(naming -> naming == signed.naming() || can(naming, entry, known))
                        .toList();
        String action = base + "/records/" + entry.record().id() + "/sharing";
        return new RecordsView.Sharing(action, signed.shared(), signed.naming(), offered);
    }

    private static boolean can(Naming naming, Entry entry, CredentialStore.Known known) {
        return switch (naming) {
            case NONE -> true;
            case NAME -> entry.holder() != null || known.name() != null;
            case EMAIL -> known.email() != null;
        };
    }

    private String linkedIn(CompletionRecord record, String verify) {
        var issued = record.issuedAt().atZone(ZoneOffset.UTC);
        return "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name="
                + URLEncoder.encode(record.title(), StandardCharsets.UTF_8)
                + "&organizationName=" + URLEncoder.encode(issuer.name(), StandardCharsets.UTF_8)
                + "&issueYear=" + issued.getYear() + "&issueMonth=" + issued.getMonthValue()
                + "&certUrl=" + URLEncoder.encode(verify, StandardCharsets.UTF_8)
                + "&certId=" + record.code();
    }
}
