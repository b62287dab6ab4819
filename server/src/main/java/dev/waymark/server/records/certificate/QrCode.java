package dev.waymark.server.records.certificate;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.util.Map;

/** A link as a QR code, with the quiet zone that scanners want. */
public record QrCode(ByteMatrix modules) {
    private static final int QUIET = 4;
    private static final int BLACK = 0xff16202b;
    private static final int WHITE = 0xffffffff;

    public static QrCode of(String url) {
        try {
            return new QrCode(Encoder.encode(url, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix());
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code", e);
        }
    }

    private int size() {
        return modules.getWidth() + 2 * QUIET;
    }

    public String svg(String title) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                if (modules.get(x, y) == 1) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" role=\"img\"><title>%2$s</title>"
                        .formatted(size(), Xml.escape(title))
                + "<path fill=\"#fff\" d=\"M0 0h%1$dv%1$dH0z\"/><path fill=\"#16202b\" d=\"%2$s\"/></svg>"
                        .formatted(size(), path);
    }

    byte[] png(int pixelsPerModule) {
        int side = size() * pixelsPerModule;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, isDark(x / pixelsPerModule - QUIET, y / pixelsPerModule - QUIET) ? BLACK : WHITE);
            }
        }
        return Emblem.encode(image);
    }

    private boolean isDark(int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return inside && modules.get(x, y) == 1;
    }
}
