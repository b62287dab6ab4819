package dev.waymark.server.records.credential;

import java.util.List;

/** Every key of the issuer, the newest first; retired ones stay so that old records stay verifiable. */
public record IssuerKeys(List<IssuerKey> keys) {
    public IssuerKeys {
        keys = List.copyOf(keys);
        if (keys.stream().map(IssuerKey::kid).distinct().count() != keys.size()) {
            throw new IllegalArgumentException("two issuer keys share a name");
        }
    }

    public IssuerKey signing(KeyAlgorithm algorithm) {
        return keys.stream()
                .filter(key -> key.algorithm() == algorithm && key.signs())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + algorithm + " key to sign with"));
    }
}
