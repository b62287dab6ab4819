package dev.waymark.server.records;

import dev.waymark.server.records.VerifyView.Attestation;
import dev.waymark.server.records.VerifyView.Status;
import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A learner's own records and transcript. */
public record RecordsView(
        Page page,
        String mapUrl,
        List<Card> records,
        @Nullable String transcriptUrl) {

    /**
     * One record.
     *
     * @param sharing the form that gives out or takes back the public address; null once it is withdrawn
     * @param linkedInUrl filled only while the record is shared
     */
    public record Card(
            String module,
            int version,
            int cycle,
            Status status,
            Attestation attestation,
            int completed,
            int cells,
            String issuedAt,
            @Nullable String validUntil,
            @Nullable String reason,
            String verifyUrl,
            String credentialUrl,
            @Nullable String badgeUrl,
            String pdfUrl,
            @Nullable Sharing sharing,
            @Nullable String linkedInUrl) {}

    /**
     * @param naming how the record names its holder now
     * @param offered how it could; nothing where that can change no more
     */
    public record Sharing(String action, boolean shared, Naming naming, List<Naming> offered) {}
}
