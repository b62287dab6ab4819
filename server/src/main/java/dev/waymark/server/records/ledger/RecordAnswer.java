package dev.waymark.server.records.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.web.Json;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A record as the API gives it to its holder and to administrators. */
final class RecordAnswer {
    private final URI publicUrl;
    private final CertificateLinks certificates;

    RecordAnswer(URI publicUrl, CertificateLinks certificates) {
        this.publicUrl = publicUrl;
        this.certificates = certificates;
    }

    ObjectNode json(Entry entry) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        return Json.object()
                .put("id", record.id().toString())
                .put("code", record.code())
                .put("status", record.status().name().toLowerCase(Locale.ROOT))
                .put("issuedAt", record.issuedAt().toString())
                .put("module", record.module().slug())
                .put("version", record.module().version())
                .put("rule", record.rule())
                .put("cycle", record.cycle())
                .put("supersedes", text(entry.line().older()))
                .put("supersededBy", text(entry.line().newer()))
                .put("naming", signed == null ? null : signed.naming().text())
                .put(
                        "credentialUrl",
                        signed != null && signed.shared() ? publicUrl + VerifyPage.credentialPath(signed) : null)
                .put("verifyUrl", publicUrl + "/verify/" + record.code())
                .put("pdfUrl", publicUrl + certificates.holders(record));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
