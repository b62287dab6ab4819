package dev.waymark.server.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.web.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints what a launch and a completion cost, each beside the floor, for docs/performance.md. */
@Tag("soak")
class LoadBenchmarkTest {
    private static final TestServer SERVER = TestServer.start();
    private static final Floor FLOOR = floor();
    private static final Load LOAD = new Load(SERVER.pool());
    private static final Launches LAUNCHES = new Launches(SERVER, LOAD);

    static {
        SERVER.publishSmallModule();
        SERVER.publishSmallModule("parts");
        Visitor admin = SERVER.launch("admin");
        admin.api("PUT", "/admin/modules/parts/records", "{\"environments\":true,\"paths\":true}");
    }

    @AfterAll
    static void stop() {
        LOAD.close();
        FLOOR.close();
        SERVER.close();
    }

    private static Floor floor() {
        URI lms = SERVER.emulator().site().base();
        String keys = SERVER.emulator()
                .handle(new LtiRequest("GET", lms.resolve("/jwks"), Map.of(), null), uri -> "")
                .response()
                .body();
        return new Floor(
                SERVER.emulator().site().issuer(),
                TestPlatform.CLIENT,
                lms.resolve("/auth"),
                SERVER.url().resolve("/lti/launch"),
                Json.parse(keys).path("keys").get(0));
    }

    @Test
    void launches() {
        Load.Costs costs =
                LOAD.compare(Map.of("launch", LAUNCHES::product, "launch, floor", n -> LAUNCHES.floor(FLOOR, n)), 400);
        System.out.printf(
                "a launch costs the server %.2f x the floor, PostgreSQL %.2f x%n",
                costs.server("launch", "launch, floor"), costs.database("launch", "launch, floor"));
        long commits = Load.commits(SERVER.pool());
        LOAD.all(LAUNCHES::product, 1000);
        System.out.printf(
                "transactions for each launch, background work included: %.2f%n",
                (Load.commits(SERVER.pool()) - commits) / 1000.0);
    }

    @Test
    void completions() {
        List<Learner> learners = learners("small");
        List<Learner> earners = learners("parts");
        Map<String, Load.Operation> operations = new LinkedHashMap<>();
        operations.put("hello, floor", n -> LOAD.send("GET", FLOOR.url().resolve("/hello"), ""));
        operations.put("hello, /health/live", n -> LOAD.send("GET", SERVER.url().resolve("/health/live"), ""));
        operations.put("one-CTE write, floor", n -> tick(learners, n, false));
        operations.put("completion", n -> tick(learners, n, true));
        operations.put("completion, records of parts", n -> tick(earners, n, true));
        Load.Costs costs = LOAD.compare(operations, 900);
        System.out.printf(
                "a completion costs the server %.2f x hello (floor), %.2f x hello (own), %.2f x the bare write;"
                        + " PostgreSQL %.2f x the bare write%n",
                costs.server("completion", "hello, floor"),
                costs.server("completion", "hello, /health/live"),
                costs.server("completion", "one-CTE write, floor"),
                costs.database("completion", "one-CTE write, floor"));
        System.out.printf(
                "with records of parts, of which each sixth completes one, a completion costs the server %.2f x, PostgreSQL"
                        + " %.2f x%n",
                costs.server("completion, records of parts", "completion"),
                costs.database("completion, records of parts", "completion"));
    }

    private record Learner(String bearer, List<String> assets) {}

    private static List<Learner> learners(String module) {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(number -> learner(number, module))
                .toList();
    }

    private static Learner learner(int number, String module) {
        Visitor visitor = SERVER.launch("l" + number);
        List<String> assets = new ArrayList<>();
        for (JsonNode asset :
                visitor.api("GET", "/me/progress?module=" + module, null).json().path("assets")) {
            assets.add(asset.path("id").asText());
        }
        return new Learner(visitor.bearer(), assets);
    }

    /** Each asset is ticked and taken back in turns, so that every request changes something. */
    private static void tick(List<Learner> learners, int n, boolean product) throws IOException, InterruptedException {
        Learner learner = learners.get(n % 9);
        String asset = learner.assets().get(n / 9 % 3);
        String body = n / 27 % 2 == 0 ? "{\"state\":\"completed\"}" : "{\"state\":\"none\"}";
        if (product) {
            LOAD.send(
                    "PUT",
                    SERVER.url().resolve("/api/v1/me/assets/" + asset),
                    body,
                    "Authorization",
                    "Bearer " + learner.bearer());
        } else {
            LOAD.send("PUT", FLOOR.url().resolve("/" + asset), body, "Learner", new UUID(0, n % 9).toString());
        }
    }
}
