package dev.waymark.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.TokenForge;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The least LTI tool: registers, is launched, keeps ten ticks a person in memory and sends the score of each. */
final class SampleTool {
    private static final SigningKey KEY = SigningKey.generate("sample");
    private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    private static final String ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";

    private final ToolClient http;
    private final HttpServer server;
    private final Map<String, Set<String>> ticks = new HashMap<>();
    private final Map<String, String> lineItems = new HashMap<>();
    private final List<String> registrations = new ArrayList<>();
    private String tokenEndpoint = "";
    private String authEndpoint = "";

    private SampleTool(Vertx vertx, HttpServer server) {
        this.http = new ToolClient(vertx);
        this.server = server;
    }

    static Future<SampleTool> start(Vertx vertx) {
        var router = Router.router(vertx);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .map(server -> new SampleTool(vertx, server).mounted(router));
    }

    URI url() {
        return URI.create("http://localhost:" + server.actualPort());
    }

    List<String> registrations() {
        return registrations;
    }

    /** As after a new database. */
    void forget() {
        registrations.clear();
    }

    private SampleTool mounted(Router router) {
        router.route().handler(BodyHandler.create(false));
        router.get("/lti/jwks").handler(ctx -> ctx.end(jwks()));
        router.get("/lti/register").handler(SampleTool::askToRegister);
        router.post("/lti/register").respond(this::register);
        router.route("/lti/login").handler(this::login);
        router.post("/lti/launch").handler(this::launch);
        router.get("/l/:person").handler(SampleTool::page);
        router.get("/api/v1/me/progress").handler(ctx -> ctx.json(new JsonObject().put("assets", assets())));
        router.put("/api/v1/me/assets/:id").respond(this::tick);
        return this;
    }

    private static void askToRegister(RoutingContext ctx) {
        ctx.end("<form method=\"post\" action=\"/lti/register\"><input name=\"configuration\" value=\""
                + ctx.queryParams().get("openid_configuration") + "\"><input name=\"token\" value=\""
                + ctx.queryParams().get("registration_token") + "\"></form>");
    }

    private Future<String> register(RoutingContext ctx) {
        var bearer = Map.of(
                "Authorization",
                "Bearer " + ctx.request().getFormAttribute("token"),
                "Content-Type",
                "application/json");
        var configuration = URI.create(ctx.request().getFormAttribute("configuration"));
        return http.send(new LtiRequest("GET", configuration, bearer, null))
                .map(History::json)
                .compose(platform -> {
                    tokenEndpoint = platform.path("token_endpoint").asText();
                    authEndpoint = platform.path("authorization_endpoint").asText();
                    var address =
                            URI.create(platform.path("registration_endpoint").asText());
                    return http.send(
                            new LtiRequest("POST", address, bearer, document().encode()));
                })
                .map(answer -> {
                    registrations.add(History.json(answer).path("client_id").asText());
                    return "Registered";
                });
    }

    private JsonObject document() {
        return new JsonObject()
                .put("application_type", "web")
                .put("grant_types", List.of("client_credentials", "implicit"))
                .put("response_types", List.of("id_token"))
                .put("client_name", "Sample tool")
                .put("initiate_login_uri", url() + "/lti/login")
                .put("redirect_uris", List.of(url() + "/lti/launch"))
                .put("jwks_uri", url() + "/lti/jwks")
                .put("token_endpoint_auth_method", "private_key_jwt")
                .put("scope", SCORE)
                .put(
                        TOOL,
                        new JsonObject()
                                .put("domain", url().getAuthority())
                                .put("target_link_uri", url() + "/")
                                .put("claims", List.of("sub"))
                                .put("messages", List.of(Map.of("type", "LtiDeepLinkingRequest"))));
    }

    private void login(RoutingContext ctx) {
        var given = ctx.request().params();
        if (!registrations.contains(given.get("client_id"))) {
            ctx.response().setStatusCode(400).end("Unknown platform");
            return;
        }
        var query = new HashMap<>(Map.of(
                "scope",
                "openid",
                "response_type",
                "id_token",
                "response_mode",
                "form_post",
                "prompt",
                "none",
                "client_id",
                given.get("client_id"),
                "redirect_uri",
                url() + "/lti/launch",
                "login_hint",
                given.get("login_hint"),
                "lti_message_hint",
                given.get("lti_message_hint")));
        query.put("state", "state");
        query.put("nonce", UUID.randomUUID().toString());
        ctx.redirect(authEndpoint + "?" + FormBody.encode(query));
    }

    private void launch(RoutingContext ctx) {
        var parts = ctx.request().getFormAttribute("id_token").split("\\.");
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        var person = claims.getString("sub");
        var endpoint = claims.getJsonObject(ENDPOINT);
        if (endpoint != null) {
            lineItems.put(person, endpoint.getString("lineitem"));
        }
        ctx.response().putHeader("Set-Cookie", "person=" + person + "; Path=/").putHeader("Location", "/l/" + person);
        ctx.response().setStatusCode(303).end();
    }

    private static void page(RoutingContext ctx) {
        var cookie = ctx.request().getCookie("person");
        ctx.response().putHeader("Content-Type", "text/html");
        ctx.end("<!doctype html><html lang=\"en\"><title>Tool</title><meta name=\"session-token\" content=\""
                + (cookie == null ? "" : cookie.getValue()) + "\"><h1>Tool</h1>");
    }

    private Future<Void> tick(RoutingContext ctx) {
        var person = ctx.request().getHeader("Authorization").substring("Bearer ".length());
        ticks.computeIfAbsent(person, someone -> new HashSet<>()).add(ctx.pathParam("id"));
        return send(person, ticks.get(person).size() * 10)
                .compose(sent -> ctx.response().setStatusCode(sent.status()).end());
    }

    Future<LtiResponse> send(String person, int score) {
        var lineItem = lineItems.getOrDefault(person, "");
        var body = new JsonObject()
                .put("userId", person)
                .put("scoreGiven", score)
                .put("scoreMaximum", 100)
                .put("activityProgress", "InProgress")
                .put("gradingProgress", "FullyGraded")
                .put(
                        "timestamp",
                        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
                                .withZone(ZoneOffset.UTC)
                                .format(Instant.now()));
        return token().compose(token -> http.send(new LtiRequest(
                "POST",
                URI.create(lineItem + "/scores"),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/vnd.ims.lis.v1.score+json"),
                body.encode())));
    }

    private Future<String> token() {
        var now = Instant.now().getEpochSecond();
        var client = registrations.get(registrations.size() - 1);
        var assertion = TokenForge.of(
                KEY,
                Map.of(
                        "iss",
                        client,
                        "sub",
                        client,
                        "aud",
                        tokenEndpoint,
                        "iat",
                        now - 5,
                        "exp",
                        now + 60,
                        "jti",
                        UUID.randomUUID().toString()));
        var form = FormBody.encode(Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion.compact(),
                "scope",
                SCORE));
        return http.send(new LtiRequest(
                        "POST", URI.create(tokenEndpoint), Map.of("Content-Type", FormBody.MEDIA_TYPE), form))
                .map(History::json)
                .map(json -> required(json, "access_token"));
    }

    private static String required(JsonNode json, String name) {
        if (!json.hasNonNull(name)) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return json.path(name).asText();
    }

    private static JsonArray assets() {
        var assets = new JsonArray();
        for (int i = 0; i < 10; i++) {
            assets.add(new JsonObject().put("id", "asset-" + i));
        }
        return assets;
    }

    private static String jwks() {
        try {
            var spec = new RSAPublicKeySpec(KEY.key().getModulus(), KEY.key().getPublicExponent());
            var key = KeyFactory.getInstance("RSA").generatePublic(spec);
            var jwk = Jwks.builder().key((RSAPublicKey) key).id(KEY.kid()).build();
            return new JsonObject().put("keys", List.of(new HashMap<>(jwk))).encode();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
