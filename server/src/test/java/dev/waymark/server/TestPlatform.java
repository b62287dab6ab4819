package dev.waymark.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.Reply;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.Site;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.emulator.world.Enrolment;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Privacy;
import dev.waymark.lti.emulator.world.Role;
import dev.waymark.lti.emulator.world.Tool;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.http.LtiRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * An LMS over real HTTP on a port of its own: the emulator with one course, "ml-101", one activity
 * "activity", learners l1 … l9, a teacher, a mentor of l1 and l2, and an administrator.
 */
public final class TestPlatform implements AutoCloseable {
    public static final String CLIENT = "waymark-test";
    public static final String DEPLOYMENT = "1";
    public static final String COURSE = "ml-101";
    public static final String LINK = "activity";
    /** Of platforms that are closed: to make a key takes longer than most tests. */
    private static final Queue<SigningKey> KEYS = new ConcurrentLinkedQueue<>();

    private final SigningKey key = Optional.ofNullable(KEYS.poll()).orElseGet(() -> SigningKey.generate("lms-1"));
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Platform platform;
    private volatile String page = "";

    public TestPlatform(URI tool, Profile profile) {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        URI base = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        platform = new Platform(Site.of(profile, base), world(tool), key, Clock.systemUTC());
        http.createContext("/", this::serve);
        http.createContext("/page", this::showPage);
        http.setExecutor(threads);
        http.start();
    }

    /** Puts a page on this LMS's site, for a browser; answers its address. */
    public URI show(String html) {
        page = html;
        return platform.site().base().resolve("/page");
    }

    private void showPage(HttpExchange exchange) throws IOException {
        byte[] body = page.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public Platform emulator() {
        return platform;
    }

    private static World world(URI tool) {
        World world = new World()
                .add(new Tool(
                        CLIENT,
                        "Waymark",
                        tool.resolve("/lti/login"),
                        List.of(tool.resolve("/lti/launch")),
                        tool.resolve("/lti/jwks"),
                        tool.resolve("/lti/launch"),
                        tool.resolve("/lti/launch"),
                        Map.of(),
                        List.of(
                                "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
                                "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
                                "https://purl.imsglobal.org/spec/lti-ags/scope/score",
                                "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
                                "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly",
                                "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"),
                        Privacy.PUBLIC,
                        true,
                        Map.of()))
                .add(new Deployment(DEPLOYMENT, CLIENT))
                .add(Course.of(COURSE, "ML-101", "Machine learning"))
                .add(Person.of("teacher", "Terry", "Teacher"))
                .add(Person.of("mentor", "Mary", "Mentor"))
                .add(Person.administrator("admin", "Ada", "Admin"))
                .enrol(COURSE, Enrolment.of("teacher", Role.INSTRUCTOR))
                .enrol(COURSE, Enrolment.of("mentor", Role.MENTOR).mentoring(List.of("l1", "l2")));
        IntStream.rangeClosed(1, 9)
                .forEach(i -> world.add(Person.of("l" + i, "Learner", "0" + i))
                        .enrol(COURSE, Enrolment.of("l" + i, Role.LEARNER)));
        Link link = Link.of(LINK, COURSE, DEPLOYMENT, "Module", tool.resolve("/lti/launch"));
        return world.add(link.graded("grades")).add(lineItem());
    }

    private static LineItem lineItem() {
        return LineItem.of("grades", COURSE, CLIENT, LINK, "Module");
    }

    private void serve(HttpExchange exchange) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + exchange.getRequestURI());
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = platform.handle(
                new LtiRequest(exchange.getRequestMethod(), uri, headers, body.isEmpty() ? null : body), this::fetch);
        pause(reply);
        if (!reply.dropped()) {
            reply.response()
                    .headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] answer = reply.response().body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.response().status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
        exchange.close();
    }

    private static void pause(Reply reply) {
        try {
            Thread.sleep(reply.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String fetch(URI uri) {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        if (!threads.isShutdown()) {
            threads.shutdownNow();
            KEYS.add(key);
        }
    }
}
