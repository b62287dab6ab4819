package dev.waymark.server.nudges;

import dev.waymark.server.web.Texts;
import java.util.List;

/** A digest as its mail shows it: HTML that needs neither script nor anything from elsewhere. */
public record DigestView(Texts texts, String subject, List<Row> rows, String stopUrl) {
    /** @param why a sentence, {@code next} a training with its address, or both empty */
    public record Row(String course, String module, String done, String why, String next, String nextUrl) {}
}
