package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every route that there is, tried by every role with ids of its own and of a neighbour: a new route is in here
 * without anybody remembering it.
 */
class RightsTest {
    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)");
    private static final Set<String> PUBLIC =
            Set.of("/api/v1/openapi.json", "/api/v1/verify/:code", "/l/:launch/arrive");
    private static final List<Integer> CLOSED = List.of(401, 403, 404, 405);
    private static TestServer world;
    private static Visitor learner;
    private static Visitor teacher;
    private static Visitor mentor;
    private static Visitor admin;
    private static Map<String, String> own;
    private static Map<String, String> neighbours;

    @BeforeAll
    static void start() {
        world = TestServer.start();
        world.publishSmallModule();
        learner = world.launch("l1");
        teacher = world.launch("teacher");
        mentor = world.launch("mentor");
        admin = world.launch("admin");
        own = ids(one("select id from context"), one("select id from learner where sub = 'l1'"));
        neighbours = ids(neighbour(), UUID.randomUUID().toString());
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /** A context of another LMS, with somebody in it. */
    private static String neighbour() {
        UUID id = UUID.randomUUID();
        Await.result(world.pool()
                .preparedQuery("insert into context (id, platform_id, registration_id, deployment_id, lti_id, title)"
                        + " values ($1, $1, $1, 'other', 'other', 'Neighbours')")
                .execute(Tuple.of(id)));
        return id.toString();
    }

    private static Map<String, String> ids(String context, String person) {
        String asset = one("select id from asset");
        return Map.of("id", context, "context", context, "learner", person, "person", person, "asset", asset);
    }

    private static String one(String sql) {
        return Await.result(world.pool().query(sql).execute())
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private record Tried(HttpMethod method, String template) {
        boolean api() {
            return template.startsWith("/api/v1/");
        }

        boolean administrators() {
            return template.contains("/admin") || template.contains("/organisation");
        }

        boolean staffs() {
            return administrators() || template.contains("/contexts/") || template.startsWith("/l/:launch/team");
        }

        boolean endless() {
            return template.endsWith("/events") || template.endsWith("/live");
        }
    }

    private static List<Tried> routes() {
        List<Tried> all = new ArrayList<>();
        for (Route route : world.server().app().routes()) {
            String path = route.getPath();
            if (path != null
                    && route.methods() != null
                    && (path.startsWith("/api/v1/") || path.startsWith("/l/:launch/"))) {
                route.methods().forEach(method -> all.add(new Tried(method, path)));
            }
        }
        // Reading first: what changes something would change what the rest is tried on.
        all.sort(Comparator.comparing((Tried tried) -> !tried.method().equals(HttpMethod.GET))
                .thenComparing(Tried::template));
        return all.stream()
                .filter(tried -> !PUBLIC.contains(tried.template()) && !tried.endless())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> strangersGetNowhere() {
        return routes().stream()
                .map(tried -> DynamicTest.dynamicTest(tried.toString(), () -> {
                    int status = status(tried, world.visitor(), learner.base(), own, "");
                    assertThat(status).as(tried.toString()).isEqualTo(401);
                }));
    }

    @TestFactory
    Stream<DynamicTest> learnersReachNoTeamAndNoAdministration() {
        return routes().stream().filter(Tried::staffs).map(tried -> closed(tried, learner, own));
    }

    @TestFactory
    Stream<DynamicTest> staffReachNoAdministration() {
        return routes().stream()
                .filter(Tried::administrators)
                .flatMap(tried -> Stream.of(closed(tried, teacher, own), closed(tried, mentor, own)));
    }

    @TestFactory
    Stream<DynamicTest> staffReachNoNeighbour() {
        return routes().stream()
                .filter(tried -> tried.template().contains("/contexts/")
                        || tried.template().matches(".*/team/.*:learner.*"))
                .flatMap(tried -> Stream.of(closed(tried, teacher, neighbours), closed(tried, mentor, neighbours)));
    }

    @TestFactory
    Stream<DynamicTest> nobodyBreaksTheServer() {
        return routes().stream()
                .filter(tried -> tried.method().equals(HttpMethod.GET))
                .flatMap(tried -> Stream.of(learner, teacher, admin)
                        .flatMap(visitor -> Stream.of(own, neighbours)
                                .map(ids -> DynamicTest.dynamicTest(
                                        tried + " " + visitor.base(),
                                        () -> assertThat(status(tried, visitor, visitor.base(), ids, visitor.bearer()))
                                                .isLessThan(500)))));
    }

    private static DynamicTest closed(Tried tried, Visitor visitor, Map<String, String> ids) {
        return DynamicTest.dynamicTest(
                tried + " " + visitor.base(),
                () -> assertThat(status(tried, visitor, visitor.base(), ids, visitor.bearer()))
                        .isIn(CLOSED));
    }

    private static int status(Tried tried, Visitor visitor, String base, Map<String, String> ids, String bearer) {
        String path = filled(tried.template(), base, ids);
        return visitor.copy().statusOf(tried.method().name(), path, tried.api() ? bearer : null);
    }

    private static String filled(String template, String base, Map<String, String> ids) {
        String path = template.replace("/l/:launch", base);
        Matcher parameter = PARAMETER.matcher(path);
        return parameter.replaceAll(found -> ids.getOrDefault(found.group(1), fallback(found.group(1))));
    }

    private static String fallback(@Nullable String parameter) {
        return "slug".equals(parameter) ? "small" : "00000000-0000-0000-0000-000000000000";
    }
}
