package dev.waymark.server.content.reading;

import dev.waymark.server.content.Asset;
import dev.waymark.server.content.CanonicalUrl;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides which link is a training asset. Whatever is no plain web address is refused, each with its reason. */
final class Assets {
    private static final Pattern SCHEME = Pattern.compile("(?is)\\s*([a-z][a-z0-9+.-]*)\\s*:.*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N} _-]*");
    private static final Set<String> NO_TRAINING = Set.of("mailto", "tel", "sms");
    private static final Set<String> SAYS_NOTHING = Set.of(
            "link",
            "here",
            "click here",
            "url",
            "video",
            "watch",
            "read",
            "read more",
            "learn more",
            "more",
            "this",
            "click",
            "open",
            "go");

    private final Findings findings;
    private final @Nullable URI base;
    private final List<Located> located = new ArrayList<>();
    private String environment = "";

    /** An asset, the key of its environment and the line of its link. */
    record Located(String environment, Asset asset, int line) {}

    Assets(Findings findings, @Nullable URI base) {
        this.findings = findings;
        this.base = base;
    }

    void enter(String key) {
        environment = key;
    }

    boolean isFull() {
        return located.size() >= Limits.ASSETS;
    }

    List<Located> located() {
        return located;
    }

    /** @param otherwise a title from the link's surroundings, for a link that has no telling one; may be empty */
    Optional<Asset> asset(Link link, int line, int level, String otherwise) {
        if (isFull()) {
            findings.error(line, "too-many-assets", "More than %,d assets are not read.".formatted(Limits.ASSETS));
            return Optional.empty();
        }
        var url = address(link, line);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        var canonical = CanonicalUrl.of(url.get());
        if (canonical.isEmpty() || !CanonicalUrl.host(url.get()).orElse("").matches(".*[.:].*|localhost")) {
            findings.error(
                    line,
                    "link-invalid",
                    "The address %s is not one that can be opened; the link was refused."
                            .formatted(Findings.quote(url.get())));
            return Optional.empty();
        }
        var asset = new Asset(level, title(link, line, canonical.get(), otherwise), url.get(), canonical.get());
        located.add(new Located(environment, asset, line));
        return Optional.of(asset);
    }

    private Optional<String> address(Link link, int line) {
        var url = link.url().strip();
        var scheme = SCHEME.matcher(url);
        if (scheme.matches() && !url.startsWith("/") && !url.startsWith("#")) {
            return withScheme(url, scheme.group(1).toLowerCase(Locale.ROOT), line);
        }
        if (url.contains("{{") || url.contains("{%")) {
            findings.warning(
                    line,
                    "link-liquid",
                    "The link %s is put together by a template and cannot be followed.".formatted(Findings.quote(url)));
            return Optional.empty();
        }
        if (url.startsWith("#") && url.length() > 1) {
            findings.info(
                    line, "link-in-page", "The link %s leads to a place in this page.".formatted(Findings.quote(url)));
            return Optional.empty();
        }
        if (url.length() < 2 || WORD.matcher(url).matches()) {
            findings.warning(
                    line,
                    "link-placeholder",
                    "%s is a placeholder, not a link."
                            .formatted(Findings.quote("[" + link.title() + "](" + url + ")")));
            return Optional.empty();
        }
        if (url.startsWith("//") || url.toLowerCase(Locale.ROOT).startsWith("www.")) {
            var complete = url.startsWith("//") ? "https:" + url : "https://" + url;
            findings.warning(
                    line,
                    "link-without-scheme",
                    "The link %s lacks its scheme; it was read as https.".formatted(Findings.quote(url)),
                    complete);
            return Optional.of(complete);
        }
        return relative(url, line);
    }

    private Optional<String> withScheme(String url, String scheme, int line) {
        if (NO_TRAINING.contains(scheme)) {
            findings.info(line, "link-no-training", "The link %s is not a page.".formatted(Findings.quote(url)));
            return Optional.empty();
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            findings.error(
                    line,
                    "link-scheme",
                    "A link of the kind %s is not opened for anyone; it was refused."
                            .formatted(Findings.quote(scheme + ":")));
            return Optional.empty();
        }
        if (url.replaceFirst("(?is)^https?:/*", "").split("[/?#]", 2)[0].indexOf('@') >= 0) {
            findings.error(line, "link-userinfo", "The link names a user before its host; it was refused.");
            return Optional.empty();
        }
        return Optional.of(url);
    }

    private Optional<String> relative(String url, int line) {
        if (base != null) {
            try {
                var resolved = base.resolve(url.replace(" ", "%20")).toString();
                findings.info(
                        line,
                        "link-relative",
                        "The link %s is relative to the page's own address.".formatted(Findings.quote(url)),
                        resolved);
                return Optional.of(resolved);
            } catch (IllegalArgumentException e) {
                findings.error(
                        line,
                        "link-invalid",
                        "The link %s cannot be read as an address.".formatted(Findings.quote(url)));
                return Optional.empty();
            }
        }
        findings.warning(
                line,
                "link-relative",
                "The link %s is relative to a site that is not known here; it is no asset."
                        .formatted(Findings.quote(url)));
        return Optional.empty();
    }

    private String title(Link link, int line, String canonicalUrl, String otherwise) {
        if (link.form() == Link.Form.BROKEN) {
            findings.warning(
                    line,
                    "link-broken",
                    "The link %s is not written as Markdown wants it.".formatted(Findings.quote(link.title())),
                    "[" + link.title() + "](" + link.url() + ")");
        } else if (link.form() == Link.Form.HTML) {
            findings.info(
                    line,
                    "link-html",
                    "The link %s is written in HTML.".formatted(Findings.quote(link.title())),
                    "[" + link.title() + "](" + link.url() + ")");
        }
        var title = link.title();
        if (title.isEmpty() || title.startsWith("http://") || title.startsWith("https://")) {
            var derived = otherwise.isEmpty() ? DerivedTitle.of(canonicalUrl) : otherwise;
            findings.info(
                    line,
                    "link-bare",
                    "The link has no title; %s was made up for it.".formatted(Findings.quote(derived)),
                    "[" + derived + "](" + link.url() + ")");
            return cut(derived);
        }
        if (SAYS_NOTHING.contains(title.toLowerCase(Locale.ROOT))) {
            findings.info(
                    line,
                    "link-title-vague",
                    "The title %s does not say where the link leads.".formatted(Findings.quote(title)));
            return cut(otherwise.isEmpty() ? title : otherwise);
        }
        return cut(title);
    }

    private static String cut(String title) {
        int end = Math.min(Limits.TITLE, title.codePointCount(0, title.length()));
        return title.substring(0, title.offsetByCodePoints(0, end));
    }
}
