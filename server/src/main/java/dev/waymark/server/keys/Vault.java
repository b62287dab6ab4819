package dev.waymark.server.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What the server's secret is used for: sealing keys at rest, and deriving one key for each purpose. */
public final class Vault {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final byte[] secret;

    public Vault(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** The secret in the key file of a data folder, made there (owner only) the first time. */
    public static Vault inFolder(Path folder) {
        Path file = folder.resolve("secret.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                byte[] fresh = new byte[32];
                RANDOM.nextBytes(fresh);
                writeOwnerOnly(file, Base64.getUrlEncoder().withoutPadding().encodeToString(fresh));
            }
            return new Vault(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be read or made", e);
        }
    }

    private static void writeOwnerOnly(Path file, String text) throws IOException {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } else {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        }
    }

    /** A 256-bit key for one purpose (HMAC of the purpose's name, as in HKDF's expand step). */
    public byte[] key(String purpose) {
        return new Seal(secret).bytes(purpose.getBytes(StandardCharsets.UTF_8));
    }

    /** What seals for one purpose. */
    public Seal sealFor(String purpose) {
        return new Seal(key(purpose));
    }

    /** Authenticated encryption (AES-256-GCM); the label must be the same when opening. */
    public byte[] seal(String label, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, label, nonce, plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** What was sealed. Fails when the secret is another one or the bytes were changed. */
    public byte[] open(String label, byte[] sealed) {
        return cipher(
                Cipher.DECRYPT_MODE,
                label,
                Arrays.copyOf(sealed, NONCE),
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] cipher(int mode, String label, byte[] nonce, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "A stored key cannot be opened with this server's secret: was WAYMARK_SECRET changed?", e);
        }
    }
}
