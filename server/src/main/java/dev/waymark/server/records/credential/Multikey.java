package dev.waymark.server.records.credential;

import com.apicatalog.multibase.Multibase;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 public keys as <a href="https://www.w3.org/TR/cid-1.0/#Multikey">Multikey</a> values ({@code z6Mk…}). */
final class Multikey {
    private static final byte[] ED25519_PREFIX = {(byte) 0xed, 0x01};
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_LENGTH = 32;

    private Multikey() {}

    static String encode(PublicKey key) {
        byte[] x509 = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(x509, x509.length - KEY_LENGTH, x509.length);
        return Multibase.BASE_58_BTC.encode(join(ED25519_PREFIX, raw));
    }

    static PublicKey decode(String multibase) {
        if (multibase.length() > 64 || !Multibase.BASE_58_BTC.isEncoded(multibase)) {
            throw new IllegalArgumentException("not a base58btc multikey");
        }
        byte[] bytes = Multibase.BASE_58_BTC.decode(multibase);
        if (bytes.length != ED25519_PREFIX.length + KEY_LENGTH
                || !Arrays.equals(bytes, 0, ED25519_PREFIX.length, ED25519_PREFIX, 0, ED25519_PREFIX.length)) {
            throw new IllegalArgumentException("not an Ed25519 multikey");
        }
        byte[] raw = Arrays.copyOfRange(bytes, ED25519_PREFIX.length, bytes.length);
        return KeyAlgorithm.EDDSA.publicKey(join(X509_PREFIX, raw));
    }

    private static byte[] join(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }
}
