package dev.waymark.server.records.certificate;

import java.nio.charset.StandardCharsets;

/**
 * A picture that carries its credential, as <a href="https://www.imsglobal.org/spec/ob/v3p0/#baking">Open Badges 3.0,
 * Baked Badges</a> has it.
 */
public final class Badge {
    private static final int PIXELS = 512;

    private Badge() {}

    public static String svg(String title, String jwt) {
        return BakedSvg.bake(Emblem.svg(title), jwt);
    }

    public static byte[] png(String jwt) {
        return BakedPng.bake(Emblem.png(PIXELS), jwt);
    }

    /** The credential in a picture; anything that is no picture is taken to be the credential itself. */
    public static byte[] credential(byte[] file) {
        if (BakedPng.isPng(file)) {
            return BakedPng.extract(file).getBytes(StandardCharsets.UTF_8);
        }
        return BakedSvg.isXml(file) ? BakedSvg.extract(file).getBytes(StandardCharsets.UTF_8) : file;
    }
}
