package dev.waymark.server.records.ledger;

import dev.waymark.server.keys.Vault;
import dev.waymark.server.records.CompletionRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Addresses of certificates: for whoever knows the record's code, and for its holder, whose own certificate has the name
 * in any case. The holder's is derived from the record, never stored.
 */
public final class CertificateLinks {
    private final byte[] key;

    public CertificateLinks(Vault vault) {
        this.key = vault.key("certificate");
    }

    static String path(CompletionRecord record) {
        return "/verify/" + record.code() + "/certificate.pdf";
    }

    /** Given to nobody but the holder. */
    String holders(CompletionRecord record) {
        return "/verify/" + record.code() + "/holder/" + seal(record) + "/certificate.pdf";
    }

    boolean isHolders(CompletionRecord record, String seal) {
        return MessageDigest.isEqual(
                seal(record).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
    }

    private String seal(CompletionRecord record) {
        byte[] seal = Vault.hmac(key, record.id().toString().getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    }
}
