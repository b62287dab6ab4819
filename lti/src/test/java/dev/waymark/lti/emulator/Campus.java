package dev.waymark.lti.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.services.ServiceClaims;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Privacy;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** One small course on an emulated platform, and a tool that talks to it. */
final class Campus {
    static final SigningKey PLATFORM_KEY = SigningKey.generate("platform-1");
    static final SigningKey TOOL_KEY = SigningKey.generate("tool-1");
    static final SigningKey STRANGER_KEY = SigningKey.generate("tool-1");
    static final URI BASE = URI.create("https://lms.example/lti");
    static final URI TOOL_JWKS = URI.create("https://tool.example/lti/jwks");
    static final String REDIRECT = "https://tool.example/lti/launch";
    static final String CLIENT = "client-1";
    static final String ALL_SCOPES = String.join(" ", ServiceClaims.SCOPES);

    final TickingClock clock = new TickingClock();
    final Platform platform;

    Campus(Profile profile) {
        platform = new Platform(Site.of(profile, BASE), world(), PLATFORM_KEY, clock);
    }

    private static World world() {
        var world = new World().add(tool()).add(new Deployment("deployment-1", CLIENT));
        world.add(Course.of("course-1", "ML1", "Machine learning"));
        world.add(Person.of("teacher", "Tess", "Teacher")).add(Person.administrator("admin", "Ada", "Admin"));
        world.enrol("course-1", Enrolment.of("teacher", Role.INSTRUCTOR));
        for (int i = 1; i <= 3; i++) {
            world.add(Person.of("learner-" + i, "Learner", "0" + i));
            world.enrol("course-1", Enrolment.of("learner-" + i, Role.LEARNER));
        }
        world.add(world.course("course-1").with(new Group("group-a", "Group A", "Halves", List.of("learner-1"))));
        world.add(Link.of("link-1", "course-1", "deployment-1", "Path", URI.create("https://tool.example/path"))
                .with(Map.of("who", "$User.id", "odd", "$No.such.var"))
                .graded("item-1"));
        world.add(LineItem.of("item-1", "course-1", CLIENT, "link-1", "Path").identified("module", "progress"));
        return world;
    }

    private static Tool tool() {
        return new Tool(
                CLIENT,
                "Tool",
                URI.create("https://tool.example/lti/login"),
                List.of(URI.create(REDIRECT)),
                TOOL_JWKS,
                URI.create("https://tool.example/path"),
                null,
                Map.of("context_history", "$Context.id.history"),
                ServiceClaims.SCOPES,
                Privacy.PUBLIC,
                true,
                Map.of());
    }

    LtiResponse send(LtiRequest request) {
        return platform.handle(request, Campus::toolKeys).response();
    }

    static String toolKeys(URI uri) {
        if (!uri.equals(TOOL_JWKS)) {
            throw new IllegalArgumentException("Not the tool's key set: " + uri);
        }
        return Json.write(Map.of("keys", List.of(TOOL_KEY.jwk(true))));
    }

    // The browser's part of a launch.

    Map<String, String> loginFields(Launch launch) {
        var login = platform.start(launch);
        return fields(login.body() == null ? login.uri().getRawQuery() : login.body());
    }

    Map<String, String> authenticationRequest(Launch launch) {
        var login = loginFields(launch);
        var fields = new LinkedHashMap<String, String>();
        fields.put("scope", "openid");
        fields.put("response_type", "id_token");
        fields.put("response_mode", "form_post");
        fields.put("prompt", "none");
        fields.put("client_id", login.get("client_id"));
        fields.put("redirect_uri", REDIRECT);
        fields.put("login_hint", login.get("login_hint"));
        fields.put("lti_message_hint", login.get("lti_message_hint"));
        fields.put("state", "state-1");
        fields.put("nonce", "nonce-1");
        return fields;
    }

    LtiResponse authenticate(Map<String, String> fields) {
        return send(new LtiRequest("GET", URI.create(BASE + "/auth?" + FormBody.encode(fields)), Map.of(), null));
    }

    JsonNode launch(Launch launch) {
        return claims(field(authenticate(authenticationRequest(launch)), "id_token"));
    }

    static String field(LtiResponse page, String name) {
        var matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        if (!matcher.find()) {
            throw new AssertionError("No field " + name + " in " + page.body());
        }
        return matcher.group(1);
    }

    static JsonNode claims(String token) {
        var json = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return Json.object(json);
    }

    // The tool's server.

    Map<String, Object> assertion() {
        var now = clock.instant().getEpochSecond();
        return new LinkedHashMap<>(Map.of(
                "iss",
                CLIENT,
                "sub",
                CLIENT,
                "aud",
                platform.site().tokenAudience(),
                "iat",
                now - 5,
                "exp",
                now + 60,
                "jti",
                UUID.randomUUID().toString()));
    }

    LtiResponse requestToken(String assertion, String scopes) {
        var body = FormBody.encode(Map.of(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion,
                "scope",
                scopes));
        return send(
                new LtiRequest("POST", URI.create(BASE + "/token"), Map.of("Content-Type", FormBody.MEDIA_TYPE), body));
    }

    String accessToken(String scopes) {
        var response = requestToken(TokenForge.of(TOOL_KEY, assertion()).compact(), scopes);
        return Json.required(Json.object(response.body()), "access_token");
    }

    LtiResponse get(String path, String mediaType) {
        return send(new LtiRequest("GET", address(path), headers("Accept", mediaType), null));
    }

    LtiResponse write(String method, String path, String mediaType, Object body) {
        return send(new LtiRequest(method, address(path), headers("Content-Type", mediaType), Json.write(body)));
    }

    LtiResponse score(String person, int given, String timestamp) {
        return write(
                "POST",
                "/courses/course-1/lineitems/item-1/lineitem/scores?type_id=1",
                Lti.SCORE_TYPE,
                scoreBody(person, given, timestamp));
    }

    static Map<String, Object> scoreBody(String person, int given, String timestamp) {
        return new LinkedHashMap<>(Map.of(
                "userId",
                person,
                "scoreGiven",
                given,
                "scoreMaximum",
                100,
                "activityProgress",
                given == 100 ? "Completed" : "InProgress",
                "gradingProgress",
                "FullyGraded",
                "timestamp",
                timestamp));
    }

    private Map<String, String> headers(String name, String value) {
        return Map.of(name, value, "Authorization", "Bearer " + accessToken(ALL_SCOPES), "User-Agent", "Test/1");
    }

    static URI address(String path) {
        return URI.create(path.startsWith("http") ? path : BASE + path);
    }

    static JsonNode json(LtiResponse response) {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new LinkedHashMap<String, String>();
        FormBody.decode(encoded).forEach(pair -> fields.put(pair.getKey(), pair.getValue()));
        return fields;
    }

    /** Stands still until it is told to go on. */
    static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2030-03-01T10:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
