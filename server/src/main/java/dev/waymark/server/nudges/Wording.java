package dev.waymark.server.nudges;

import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a digest into words: the reader's language, as text and as HTML. */
final class Wording {
    private final Pages pages;

    Wording(Pages pages) {
        this.pages = pages;
    }

    static Texts texts(@Nullable String locale) {
        return Texts.of(locale == null ? null : Locale.forLanguageTag(locale.replace('_', '-')));
    }

    Letter letter(String to, Texts texts, Digest digest, String stopUrl) {
        DigestView view = view(texts, digest, stopUrl);
        return new Letter(
                to,
                texts.language(),
                view.subject(),
                text(view),
                pages.render("nudges/digest.jte", view).toString(),
                stopUrl);
    }

    static DigestView view(Texts texts, Digest digest, String stopUrl) {
        boolean weekly = digest.occasion() == Digest.Occasion.WEEK;
        return new DigestView(
                texts,
                texts.get(weekly ? "digest.subject" : "digest.renewal.subject"),
                digest.items().stream().map(item -> row(texts, item)).toList(),
                texts.get(weekly ? "digest.why" : "digest.renewal.why"),
                stopUrl);
    }

    private static DigestView.Row row(Texts texts, Digest.Item item) {
        String next = item.nextTitle() == null || item.nextUrl() == null ? "" : item.nextTitle();
        return new DigestView.Row(
                item.course(),
                item.module(),
                item.note(),
                texts.count("digest.open", item.open(), item.percent()),
                why(texts, item),
                next,
                next.isEmpty() ? "" : String.valueOf(item.nextUrl()));
    }

    static String why(Texts texts, Digest.Item item) {
        return texts.get("digest." + item.why().name().toLowerCase(Locale.ROOT), date(texts, item.day()));
    }

    private static String date(Texts texts, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(texts.locale())
                .format(day);
    }

    static String text(DigestView view) {
        StringBuilder text = new StringBuilder(view.subject()).append("\n\n");
        for (DigestView.Row row : view.rows()) {
            text.append(row.module()).append('\n');
            Stream.of(row.course(), row.note())
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> text.append(line).append('\n'));
            text.append(row.done()).append('\n').append(row.why()).append('\n');
            if (!row.next().isEmpty()) {
                text.append(view.texts().get("digest.next")).append(' ').append(row.next());
                text.append("\n").append(row.nextUrl()).append('\n');
            }
            text.append('\n');
        }
        text.append(view.texts().get("digest.how")).append("\n\n-- \n");
        text.append(view.why()).append('\n');
        return text.append(view.texts().get("digest.stop"))
                .append(": ")
                .append(view.stopUrl())
                .append('\n')
                .toString();
    }
}
