package dev.waymark.server.content.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From bytes to lines, whatever the encoding; a line that is not UTF-8 is read as Windows-1252, and said so. */
final class Decoding {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private Decoding() {}

    /** No lines at all for a page that is refused. */
    static List<String> lines(byte[] bytes, Findings findings) {
        if (bytes.length > Limits.BYTES) {
            findings.error(
                    1,
                    "page-too-large",
                    "The page has %,d bytes; more than %,d are not read.".formatted(bytes.length, Limits.BYTES));
            return List.of();
        }
        var lines = split(utf8(bytes, findings), findings);
        if (lines.size() > Limits.LINES) {
            findings.error(
                    1,
                    "too-many-lines",
                    "The page has %,d lines; more than %,d are not read.".formatted(lines.size(), Limits.LINES));
            return List.of();
        }
        return lines;
    }

    private static byte[] utf8(byte[] bytes, Findings findings) {
        var utf16 = utf16(bytes);
        if (utf16 != null) {
            findings.warning(1, "encoding-utf16", "The page is UTF-16; it should be saved as UTF-8.");
            return new String(bytes, utf16).getBytes(StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            findings.info(1, "byte-order-mark", "The file starts with a byte order mark, which UTF-8 does not need.");
            return Arrays.copyOfRange(bytes, 3, bytes.length);
        }
        return bytes;
    }

    private static @Nullable Charset utf16(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16;
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0 && i % 2 == 0) {
                even++;
            } else if (bytes[i] == 0) {
                odd++;
            }
        }
        int most = bytes.length * 2 / 5;
        if (bytes.length < 4 || Math.max(even, odd) < most || Math.min(even, odd) > most / 10) {
            return null;
        }
        return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<String> split(byte[] bytes, Findings findings) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean end = i == bytes.length;
            if (end ? i > start : bytes[i] == '\n' || bytes[i] == '\r') {
                lines.add(line(bytes, start, i, lines.size() + 1, findings));
            }
            boolean pair = !end && bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (pair) {
                i++;
            }
            if (!end && (bytes[i] == '\n' || bytes[i] == '\r')) {
                start = i + 1;
            }
        }
        lineEnds(bytes, lines.size(), findings);
        return lines;
    }

    private static void lineEnds(byte[] bytes, int lines, Findings findings) {
        if (new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\r') >= 0) {
            findings.info(1, "line-ends", "Lines end with a carriage return; a line feed alone is the custom.");
        }
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n' && bytes[bytes.length - 1] != '\r') {
            findings.info(lines, "no-final-newline", "The file ends without a newline.");
        }
    }

    private static String line(byte[] bytes, int from, int to, int number, Findings findings) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        try {
            return decoder.decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            var text = new String(bytes, from, to - from, WINDOWS);
            findings.warning(number, "encoding", "The line is not UTF-8; it was read as Windows-1252.", text);
            return text;
        }
    }
}
