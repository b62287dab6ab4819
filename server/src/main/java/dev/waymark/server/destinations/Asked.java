package dev.waymark.server.destinations;

import dev.waymark.server.records.statements.Webhook;
import dev.waymark.server.web.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks a destination to be. A null says: as it is, or as is usual.
 *
 * @param user of a learning record store, with its password; webhooks have a secret that we make
 */
record Asked(
        @Nullable String kind,
        @Nullable String name,
        @Nullable String url,
        @Nullable String actor,
        @Nullable List<String> events,
        @Nullable String user,
        @Nullable String password,
        @Nullable Boolean enabled) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2000;

    Destination fresh(SecureRandom random) {
        Destination.Kind is = choice(Destination.Kind.class, "kind", kind, null);
        String key = is == Destination.Kind.XAPI
                ? credentials()
                : Webhook.Secret.generate(random).text();
        return new Destination(
                UUID.randomUUID(),
                is,
                name(name),
                address(url),
                choice(Destination.ActorKind.class, "actor", actor, Destination.ActorKind.PSEUDONYM),
                events == null ? Happening.of(is) : happenings(is, events),
                key,
                null,
                null,
                enabled == null || enabled,
                0,
                null);
    }

    Destination over(Destination old, Instant now) {
        boolean keys = old.kind() == Destination.Kind.XAPI && (user != null || password != null);
        boolean former = old.formerUntil() != null && old.formerUntil().isAfter(now);
        return new Destination(
                old.id(),
                old.kind(),
                name == null ? old.name() : name(name),
                url == null ? old.url() : address(url),
                choice(Destination.ActorKind.class, "actor", actor, old.actor()),
                events == null ? old.events() : happenings(old.kind(), events),
                keys ? credentials() : old.secret(),
                former ? old.former() : null,
                former ? old.formerUntil() : null,
                enabled == null ? old.enabled() : enabled,
                0,
                null);
    }

    private String credentials() {
        if (user == null || user.isBlank() || user.contains(":") || password == null || password.isEmpty()) {
            throw Problem.badField(
                    "user", "A store needs a user (its key, without a colon) and a password (its secret).");
        }
        return user + ":" + password;
    }

    private static String name(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_NAME) {
            throw Problem.badField("name", "A destination needs a name of at most " + LONGEST_NAME + " characters.");
        }
        return text.strip();
    }

    private static URI address(@Nullable String text) {
        try {
            URI uri = new URI(text == null ? "" : text.strip());
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.toString().length() <= LONGEST_URL) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw Problem.badField("url", "The field url is no address: " + e.getReason() + ".");
        }
        throw Problem.badField("url", "The field url must be an http(s) address with a host and without a password.");
    }

    private static List<Happening> happenings(Destination.Kind kind, List<String> words) {
        List<Happening> wanted = words.stream().map(Happening::parse).distinct().toList();
        if (wanted.isEmpty() || !Happening.of(kind).containsAll(wanted)) {
            throw Problem.badField(
                    "events",
                    "Choose at least one of "
                            + Happening.of(kind).stream().map(Happening::word).toList() + ".");
        }
        return wanted;
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String field, @Nullable String word, @Nullable E usual) {
        if (word == null && usual != null) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> Destination.word(one).equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badField(
                        field,
                        "The field " + field + " is one of "
                                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + "."));
    }
}
