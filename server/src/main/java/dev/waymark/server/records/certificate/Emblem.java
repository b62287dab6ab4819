package dev.waymark.server.records.certificate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The badge's picture: a roundel with two lines that run together as a tick and end at a reached station. Described
 * once in units of 256, drawn as SVG or pixels.
 */
final class Emblem {
    private static final int SIZE = 256;
    private static final String INK = "#16202b";
    private static final String PAPER = "#ffffff";

    /** Two lines in two hues that also differ in pattern, as on the map. */
    private static final List<Line> LINES = List.of(
            new Line("#00807a", 15, 0, 56, 122, 104, 170, 196, 78),
            new Line("#c2520c", 15, 13, 56, 150, 104, 198, 196, 106));

    private static final List<Dot> DOTS = List.of(
            new Dot(56, 136, 17, PAPER),
            new Dot(104, 184, 17, PAPER),
            new Dot(150, 138, 17, PAPER),
            new Dot(196, 92, 22, INK),
            new Dot(196, 92, 9, PAPER));

    private Emblem() {}

    private record Line(String hue, int width, int dash, int... points) {
        String svg() {
            StringBuilder path = new StringBuilder("M");
            for (int i = 0; i < points.length; i += 2) {
                path.append(i == 0 ? "" : " L").append(points[i]).append(' ').append(points[i + 1]);
            }
            String pattern = dash == 0 ? "" : " stroke-dasharray=\"" + dash + " " + dash * 2 / 3 + "\"";
            return "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" stroke-linejoin=\"round\"%s/>"
                    .formatted(path, hue, width, pattern);
        }

        void draw(Graphics2D graphics) {
            Path2D path = new Path2D.Double();
            path.moveTo(points[0], points[1]);
            for (int i = 2; i < points.length; i += 2) {
                path.lineTo(points[i], points[i + 1]);
            }
            float @Nullable [] pattern = dash == 0 ? null : new float[] {dash, dash * 2f / 3};
            graphics.setColor(Color.decode(hue));
            graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
            graphics.draw(path);
        }
    }

    private record Dot(int x, int y, int radius, String fill) {
        String svg() {
            return "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\" stroke=\"%s\" stroke-width=\"6\"/>"
                    .formatted(x, y, radius, fill, INK);
        }

        void draw(Graphics2D graphics) {
            Ellipse2D circle = new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2);
            graphics.setColor(Color.decode(fill));
            graphics.fill(circle);
            graphics.setColor(Color.decode(INK));
            graphics.setStroke(new BasicStroke(6));
            graphics.draw(circle);
        }
    }

    private static final Dot ROUNDEL = new Dot(128, 128, 122, PAPER);

    static String svg(String title) {
        String shapes = LINES.stream().map(Line::svg).collect(Collectors.joining())
                + DOTS.stream().map(Dot::svg).collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%s%s</svg>",
                SIZE,
                SIZE,
                Xml.escape(title),
                ROUNDEL.svg(),
                shapes);
    }

    static byte[] png(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.transform(AffineTransform.getScaleInstance((double) size / SIZE, (double) size / SIZE));
        ROUNDEL.draw(graphics);
        LINES.forEach(line -> line.draw(graphics));
        DOTS.forEach(dot -> dot.draw(graphics));
        graphics.dispose();
        return encode(image);
    }

    static byte[] encode(BufferedImage image) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
