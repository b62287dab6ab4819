package dev.waymark.server.records.export;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.certificate.Certificate;
import dev.waymark.server.records.certificate.CertificateView;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.ledger.Entry;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a ZIP holds of records, beside the table. File names are ids: nothing that came from outside stands in them.
 * Credentials and certificates name their holders as these wish to be named.
 */
record RecordFiles(Issuer issuer, Export.Wish wish) {

    /** The files of some records as a ZIP of their own, in the same order. */
    Buffer of(List<Entry> entries) {
        Zip zip = new Zip();
        entries.forEach(entry -> add(zip, entry));
        return zip.end();
    }

    private void add(Zip zip, Entry entry) {
        CompletionRecord record = entry.record();
        Entry.Signed signed = entry.signed();
        if (signed != null && !signed.jwt().isEmpty()) {
            add(zip, "credentials/" + record.id() + ".jwt", record, signed.jwt().getBytes(StandardCharsets.UTF_8));
            add(
                    zip,
                    "credentials/" + record.id() + ".json",
                    record,
                    signed.jsonLd().getBytes(StandardCharsets.UTF_8));
        }
        if (wish.certificates()) {
            CertificateView certificate = new CertificateView(
                    record,
                    entry.shownName(),
                    issuer.name(),
                    issuer.publicUrl() + "/verify/" + record.code(),
                    wish.locale());
            add(zip, "certificates/" + record.id() + ".pdf", record, Certificate.pdf(certificate));
        }
    }

    private static void add(Zip zip, String name, CompletionRecord record, byte[] content) {
        zip.file(name, record.issuedAt());
        zip.write(content);
    }
}
