package dev.waymark.server.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.TestDatabase;
import dev.waymark.server.TestServer;
import dev.waymark.server.web.Json;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The least that a launch and a completion can cost here: no router, no session, no page, no outbox. A launch is
 * verified, written in one statement and reads one row; a tick is one statement that writes state and event.
 */
final class Floor implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestDatabase.fresh().pool(vertx);
    private final URI url = URI.create("http://localhost:" + TestServer.freePort());
    private final String issuer;
    private final String client;
    private final URI authorization;
    private final URI redirect;
    private final PublicKey key;

    Floor(String issuer, String client, URI authorization, URI redirect, JsonNode jwk) {
        this.issuer = issuer;
        this.client = client;
        this.authorization = authorization;
        this.redirect = redirect;
        this.key = key(jwk);
        Await.result(pool.query("""
                create table floor_nonce (nonce text primary key, at timestamptz not null default now());
                create table floor_user (id uuid primary key, sub text not null, name text, seen timestamptz not null);
                create table floor_session (id uuid primary key, user_id uuid not null, at timestamptz not null default now());
                create table floor_progress (learner uuid, asset uuid, state smallint not null, at timestamptz not null,
                  primary key (learner, asset));
                create table floor_event (learner uuid, id bigint generated always as identity, asset uuid not null,
                  state smallint not null, at timestamptz not null default now(), primary key (learner, id))
                """).execute());
        Await.result(vertx.deployVerticle(
                Listener::new,
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors())));
    }

    URI url() {
        return url;
    }

    Pool pool() {
        return pool;
    }

    private static PublicKey key(JsonNode jwk) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwk.path("n")), number(jwk.path("e"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger number(JsonNode node) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(node.asText()));
    }

    private final class Listener extends VerticleBase {
        @Override
        public Future<?> start() {
            return vertx.createHttpServer().requestHandler(Floor.this::answer).listen(url.getPort(), "localhost");
        }
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/hello" -> request.response().end("hello");
            case "/login" -> login(request);
            case "/launch" ->
                request.body().compose(this::launch).onComplete(done -> {
                    request.response()
                            .setStatusCode(done.succeeded() ? 303 : 500)
                            .putHeader("Location", "/home");
                    request.response().end();
                });
            default ->
                request.body()
                        .compose(body -> tick(request, body))
                        .onComplete(done -> request.response()
                                .setStatusCode(done.succeeded() ? 200 : 500)
                                .putHeader("Content-Type", "application/json")
                                .end("{\"completed\":1}"));
        }
    }

    private void login(HttpServerRequest request) {
        String nonce = UUID.randomUUID().toString();
        String target = authorization
                + "?response_type=id_token&response_mode=form_post&prompt=none&scope=openid&client_id="
                + client + "&redirect_uri=" + redirect + "&login_hint=" + request.getParam("login_hint")
                + "&lti_message_hint=" + request.getParam("lti_message_hint") + "&nonce=" + nonce + "&state=" + nonce;
        request.response().setStatusCode(302).putHeader("Location", target).end();
    }

    private static final String ADMIT = """
            with fresh as (
              insert into floor_nonce (nonce) values ($1) on conflict do nothing returning nonce
            ), person as (
              insert into floor_user as u (id, sub, name, seen) select $2, $3, $4, now() from fresh
              on conflict (id) do update set name = excluded.name, seen = now()
            )
            insert into floor_session (id, user_id) select $5, $2 from fresh returning id
            """;

    private Future<?> launch(Buffer body) {
        Map<String, String> form = form(body.toString());
        String[] parts = form.getOrDefault("id_token", "").split("\\.");
        JsonNode claims = verified(parts, form.getOrDefault("state", ""));
        String sub = claims.path("sub").asText();
        UUID user = UUID.nameUUIDFromBytes((issuer + sub).getBytes(StandardCharsets.UTF_8));
        return pool.preparedQuery(ADMIT)
                .execute(Tuple.of(
                        claims.path("nonce").asText(),
                        user,
                        sub,
                        claims.path("name").asText(),
                        UUID.randomUUID()))
                .compose(rows -> rows.size() == 1
                        ? pool.preparedQuery("select name from floor_user where id = $1")
                                .execute(Tuple.of(user))
                        : Future.failedFuture("replayed"));
    }

    private JsonNode verified(String[] parts, String state) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            boolean good = signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && claims.path("iss").asText().equals(issuer)
                    && claims.path("aud").toString().contains(client)
                    && claims.path("nonce").asText().equals(state)
                    && claims.path("exp").asLong() > Instant.now().getEpochSecond();
            if (!good) {
                throw new IllegalStateException("Not a valid token");
            }
            return claims;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            int equals = field.indexOf('=');
            fields.put(
                    field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static final String TICK = """
            with ticked as (
              insert into floor_progress as p (learner, asset, state, at) values ($1, $2, $3, now())
              on conflict (learner, asset) do update set state = excluded.state, at = now() where p.state <> excluded.state
              returning state
            )
            insert into floor_event (learner, asset, state) select $1, $2, state from ticked returning id
            """;

    private Future<?> tick(HttpServerRequest request, Buffer body) {
        JsonNode asked = Json.parse(body.toString());
        return pool.preparedQuery(TICK)
                .execute(Tuple.of(
                        UUID.fromString(request.getHeader("Learner")),
                        UUID.fromString(request.path().substring(1)),
                        asked.path("state").asText().equals("completed") ? 2 : 0));
    }

    @Override
    public void close() {
        Await.result(pool.close());
        Await.result(vertx.close());
    }
}
