package dev.waymark.server.records;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public page of a completion record: the least data that proves it.
 *
 * @param name as the learner chose to show it
 * @param attestation how the assets were attested, all together
 * @param reason why it is revoked, expired, superseded or withdrawn, when it is
 * @param holder null where the credential holds no hash of an e-mail address that one could be compared with
 */
public record VerifyView(
        Page page,
        Status status,
        @Nullable String name,
        @Nullable String module,
        int version,
        Attestation attestation,
        int completed,
        int verified,
        int waived,
        int cells,
        String rule,
        @Nullable String issuer,
        String issuedAt,
        @Nullable String validUntil,
        @Nullable String changedAt,
        @Nullable String reason,
        String contentHash,
        List<Check> checks,
        @Nullable Holder holder,
        @Nullable String credentialUrl,
        @Nullable String pdfUrl,
        @Nullable String supersededByUrl) {

    public enum Status {
        VALID,
        UNCONFIRMED,
        EXPIRED,
        REVOKED,
        SUPERSEDED,
        WITHDRAWN
    }

    public enum Attestation {
        SELF,
        VERIFIED,
        MIXED
    }

    /** Where an e-mail address is compared with the holder's, and what came of it. */
    public record Holder(String action, Answer answer) {}

    public enum Answer {
        NOT_ASKED,
        SAME,
        OTHER
    }

    /**
     * @param code names a text {@code verify.check.code}
     * @param reason as {@code waymark verify} and the API give it, in English; null where there is nothing to add
     */
    public record Check(
            String code, boolean passed, @Nullable String reason) {}
}
