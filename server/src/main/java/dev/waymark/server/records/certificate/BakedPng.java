package dev.waymark.server.records.certificate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A credential in an uncompressed {@code iTXt} chunk of a PNG. */
final class BakedPng {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final int HEADER_END = SIGNATURE.length + 25;
    private static final int MAX_BYTES = 8 << 20;

    /** The keyword, its end, no compression, no language, no translated keyword. */
    private static final byte[] PREFIX = "openbadgecredential\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private BakedPng() {}

    static boolean isPng(byte[] file) {
        return file.length > SIGNATURE.length && Arrays.equals(SIGNATURE, Arrays.copyOf(file, SIGNATURE.length));
    }

    static byte[] bake(byte[] png, String credential) {
        byte[] chunk = chunk(credential.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, HEADER_END)
                .put(chunk)
                .put(png, HEADER_END, png.length - HEADER_END)
                .array();
    }

    private static byte[] chunk(byte[] text) {
        byte[] body = ByteBuffer.allocate(4 + PREFIX.length + text.length)
                .put("iTXt".getBytes(StandardCharsets.US_ASCII))
                .put(PREFIX)
                .put(text)
                .array();
        CRC32 crc = new CRC32();
        crc.update(body);
        return ByteBuffer.allocate(body.length + 8)
                .putInt(body.length - 4)
                .put(body)
                .putInt((int) crc.getValue())
                .array();
    }

    static String extract(byte[] png) {
        if (png.length > MAX_BYTES) {
            throw new IllegalArgumentException("larger than " + MAX_BYTES + " bytes");
        }
        String found = null;
        ByteBuffer rest = ByteBuffer.wrap(png, SIGNATURE.length, png.length - SIGNATURE.length);
        while (rest.remaining() >= 12) {
            String text = credential(nextChunk(rest));
            if (text != null && found != null) {
                throw new IllegalArgumentException("the picture carries two credentials");
            }
            found = text == null ? found : text;
        }
        if (found == null) {
            throw new IllegalArgumentException("the picture carries no credential");
        }
        return found;
    }

    private static byte[] nextChunk(ByteBuffer rest) {
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining() - 8) {
            throw new IllegalArgumentException("the picture is damaged");
        }
        byte[] body = new byte[4 + length];
        rest.get(body);
        rest.getInt();
        return body;
    }

    private static @Nullable String credential(byte[] body) {
        byte[] start = "iTXtopenbadgecredential\0".getBytes(StandardCharsets.ISO_8859_1);
        if (body.length < start.length || !Arrays.equals(start, Arrays.copyOf(body, start.length))) {
            return null;
        }
        if (body.length < 4 + PREFIX.length || !Arrays.equals(PREFIX, Arrays.copyOfRange(body, 4, 4 + PREFIX.length))) {
            throw new IllegalArgumentException("the credential in the picture is compressed or translated");
        }
        return new String(body, 4 + PREFIX.length, body.length - 4 - PREFIX.length, StandardCharsets.UTF_8);
    }
}
