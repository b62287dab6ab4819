package dev.waymark.server.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding in its normal form: what needs none has none, what needs it has it in capitals. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String ALLOWED = "!$&'()*+,;=:@/?";
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    static String normal(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var normal = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int encoded = bytes[i] == '%' ? escaped(bytes, i) : -1;
            if (encoded < 0) {
                append(bytes[i] & 0xff, ALLOWED, normal);
            } else {
                append(encoded, "", normal);
                i += 2;
            }
        }
        return normal.toString();
    }

    static String decode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int encoded = bytes[i] == '%' ? escaped(bytes, i) : -1;
            plain.write(encoded < 0 ? bytes[i] : encoded);
            i += encoded < 0 ? 0 : 2;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(byte[] bytes, int at) {
        if (at + 2 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at + 1], 16);
        int low = Character.digit(bytes[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void append(int octet, String allowed, StringBuilder text) {
        char c = (char) octet;
        boolean plain = octet < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
        if (plain || allowed.indexOf(c) >= 0) {
            text.append(c);
        } else {
            text.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
    }
}
