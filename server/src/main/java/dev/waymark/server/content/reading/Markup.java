package dev.waymark.server.content.reading;

import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reports what is not Markdown: raw HTML, and the template tags of a site generator. */
final class Markup {
    private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z][a-zA-Z0-9]{0,20})(?=[\\s/>])([^<>]{0,2000})>?");
    private static final Pattern ACTIVE =
            Pattern.compile("(?i)/?(?:script|iframe|object|embed|form|style|svg|math|link|meta|base)");
    private static final Pattern HANDLER = Pattern.compile("(?i)\\son[a-z]{2,20}\\s*=|javascript:|data:text");
    private static final Pattern LIQUID = Pattern.compile("\\{%|\\{\\{|\\{:");

    private Markup() {}

    static void find(Page page, Findings findings) {
        for (int line = 1; line <= page.size(); line++) {
            var text = page.spoken(line);
            if (text.indexOf('<') >= 0) {
                html(text, line, findings);
            }
            if (LIQUID.matcher(text).find()) {
                findings.info(line, "template-tag", "A tag of the site generator means nothing here.");
            }
        }
    }

    private static void html(String text, int line, Findings findings) {
        var names = new TreeSet<String>();
        var tag = TAG.matcher(text);
        boolean active = false;
        while (tag.find()) {
            active |= ACTIVE.matcher(tag.group(1)).matches()
                    || HANDLER.matcher(tag.group(2)).find();
            names.add("<" + tag.group(1).replace("/", "").toLowerCase(Locale.ROOT) + ">");
        }
        if (active) {
            findings.warning(
                    line,
                    "html-active",
                    "HTML that would act by itself is never shown: %s."
                            .formatted(Findings.quote(String.join(", ", names))));
        } else if (!names.isEmpty()) {
            findings.info(
                    line, "html", "There is HTML in the line: %s.".formatted(Findings.quote(String.join(", ", names))));
        }
    }
}
