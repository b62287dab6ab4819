package dev.waymark.server.records.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.credential.OpenBadge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One bit per credential, set once it is revoked: a
 * <a href="https://www.w3.org/TR/vc-bitstring-status-list/">Bitstring Status List</a>. So many entries that a verifier
 * asking for it does not say whose credential it holds.
 */
public final class StatusList {
    public static final int MIN_ENTRIES = 131_072;
    private static final int MAX_BYTES = 1 << 20;

    private final byte[] bits;

    private StatusList(byte[] bits) {
        this.bits = bits;
    }

    public static StatusList empty() {
        return new StatusList(new byte[MIN_ENTRIES / Byte.SIZE]);
    }

    public static StatusList of(Iterable<Integer> revoked) {
        StatusList list = empty();
        revoked.forEach(list::set);
        return list;
    }

    public int entries() {
        return bits.length * Byte.SIZE;
    }

    /** There is no way back: a revocation is for good. */
    public void set(int index) {
        requireInside(index);
        bits[index / Byte.SIZE] |= (byte) (0x80 >> (index % Byte.SIZE));
    }

    /** Bit 0 is the leftmost. */
    public boolean get(int index) {
        requireInside(index);
        return (bits[index / Byte.SIZE] & (0x80 >> (index % Byte.SIZE))) != 0;
    }

    private void requireInside(int index) {
        if (index < 0 || index >= entries()) {
            throw new IllegalArgumentException("index " + index + " is outside a list of " + entries());
        }
    }

    public String encode() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bits);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
    }

    /** A stranger's list: unpacked at most to a size that no honest list needs. */
    public static StatusList decode(String encoded) {
        if (!encoded.startsWith("u")) {
            throw new IllegalArgumentException("an encoded list starts with u, for base64url");
        }
        byte[] packed = Base64.getUrlDecoder().decode(encoded.substring(1));
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bits = gzip.readNBytes(MAX_BYTES + 1);
            if (bits.length > MAX_BYTES || bits.length < MIN_ENTRIES / Byte.SIZE) {
                throw new IllegalArgumentException(
                        "a status list has " + MIN_ENTRIES + " entries or more, within reason");
            }
            return new StatusList(bits);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a gzipped bitstring", e);
        }
    }

    /** The credential that publishes this list, unsigned. */
    public ObjectNode credential(Issuer issuer, String url, Instant now) {
        ObjectNode credential = CredentialJson.object();
        credential.putArray("@context").add(OpenBadge.CREDENTIALS_V2);
        credential.put("id", url);
        credential.putArray("type").add("VerifiableCredential").add("BitstringStatusListCredential");
        credential.put("issuer", issuer.did().did());
        credential.put("validFrom", now.truncatedTo(ChronoUnit.SECONDS).toString());
        credential
                .putObject("credentialSubject")
                .put("id", url + "#list")
                .put("type", "BitstringStatusList")
                .put("statusPurpose", "revocation")
                .put("encodedList", encode());
        return credential;
    }
}
