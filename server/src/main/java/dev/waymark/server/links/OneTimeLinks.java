package dev.waymark.server.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Makes the links that one person hands to another: to register an LMS, to administer this server. */
public final class OneTimeLinks {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private final Pool pool;
    private final OneTimeLinkStore store;
    private final URI publicUrl;
    private final Clock clock;

    public OneTimeLinks(Pool pool, OneTimeLinkStore store, URI publicUrl, Clock clock) {
        this.pool = pool;
        this.store = store;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** A link and until when it works. It is told once: only its hash is kept. */
    public record Made(String url, Instant expiresAt) {}

    /** @param trust whether the administrators of the LMS that registers with it will be ours */
    public Future<Made> invite(boolean trust) {
        return make(OneTimeLinkStore.Kind.INVITE, Json.object().put("trust", trust), "/lti/register?invite=");
    }

    public Future<Made> signIn() {
        return make(OneTimeLinkStore.Kind.SIGNIN, Json.object(), "/signin/");
    }

    private Future<Made> make(OneTimeLinkStore.Kind kind, JsonNode detail, String path) {
        Instant expires = clock.instant().plus(LIFETIME);
        return store.make(pool, kind, detail, LIFETIME)
                .map(secret -> new Made(publicUrl.resolve(path + secret).toString(), expires));
    }
}
