package dev.waymark.server.records.ledger;

import dev.waymark.server.keys.Seal;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.records.CompletionRecord;

/**
 * Addresses of certificates: for whoever knows the record's code, and for its holder, whose own certificate has the name
 * in any case. The holder's is derived from the record, never stored.
 */
public final class CertificateLinks {
    private final Seal seal;

    public CertificateLinks(Vault vault) {
        this.seal = vault.sealFor("certificate");
    }

    static String path(CompletionRecord record) {
        return "/verify/" + record.code() + "/certificate.pdf";
    }

    /** Given to nobody but the holder. */
    String holders(CompletionRecord record) {
        return "/verify/" + record.code() + "/holder/" + seal.of(record.id()) + "/certificate.pdf";
    }

    boolean isHolders(CompletionRecord record, String given) {
        return seal.fits(record.id(), given);
    }
}
