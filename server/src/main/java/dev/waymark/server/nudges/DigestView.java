package dev.waymark.server.nudges;

import dev.waymark.server.web.Texts;
import java.util.List;

/**
 * A digest as its mail shows it: HTML that needs neither script nor anything from elsewhere.
 *
 * @param why its reader gets it
 */
public record DigestView(Texts texts, String subject, List<Row> rows, String why, String stopUrl) {
    /** @param why a sentence, {@code next} a training with its address, or both empty; course and note may be empty */
    public record Row(
            String course, String module, String note, String done, String why, String next, String nextUrl) {}
}
