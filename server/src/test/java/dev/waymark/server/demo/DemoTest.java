package dev.waymark.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.Profile;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.Site;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    private final Vertx vertx = Vertx.vertx();
    private final ToolClient http = new ToolClient(vertx);

    @TempDir
    private Path folder;

    private SampleTool tool;
    private Demo demo;

    @BeforeEach
    void start() throws TimeoutException {
        tool = done(SampleTool.start(vertx));
        demo = done(Demo.start(vertx, tool.url(), "127.0.0.1", 0, folder));
    }

    @AfterEach
    void stop() throws TimeoutException {
        done(demo.close());
        done(vertx.close());
    }

    @Test
    void registersTheToolAndLetsLearnersWork() throws TimeoutException {
        assertThat(tool.registrations()).hasSize(1);

        var teacher = get("/courses/ml-201/grades", Cast.TEACHER);

        assertThat(teacher.body())
                .contains("Bram Oakes")
                .contains("<b>100</b>")
                .contains("<b>70</b>")
                .contains("<b>–</b>");
        assertThat(get("/courses/ml-201/grades", "bram").body())
                .contains("<b>100</b>")
                .doesNotContain("<b>70</b>");
        assertThat(demo.platform().received().scores()).allMatch(score -> score.stored());
    }

    @Test
    void keepsToolAndGradesAcrossARestart() throws TimeoutException {
        var client = tool.registrations().get(0);
        var grades = demo.platform().world().grades();
        done(demo.close());

        demo = done(Demo.start(vertx, tool.url(), "127.0.0.1", 0, folder));

        assertThat(tool.registrations()).containsExactly(client);
        assertThat(demo.platform().world().grades()).isEqualTo(grades).isNotEmpty();
        assertThat(demo.platform().key().kid()).isNotEmpty();
    }

    @Test
    void registersAgainWithAToolThatHasForgottenIt() throws TimeoutException {
        var links = demo.platform().world().linksOf(Cast.COURSE);
        done(demo.close());
        tool.forget();

        demo = done(Demo.start(vertx, tool.url(), "127.0.0.1", 0, folder));

        assertThat(tool.registrations()).hasSize(1);
        assertThat(demo.platform().world().tools()).hasSize(1);
        assertThat(demo.platform().world().linksOf(Cast.COURSE)).isEqualTo(links);
    }

    @Test
    void showsEachPersonTheirOwnPlace() throws TimeoutException {
        assertThat(get("/courses/ml-201", "ada").body())
                .doesNotContain("Add an activity")
                .doesNotContain("/administration");
        assertThat(get("/courses/ml-201", Cast.TEACHER).body()).contains("Add an activity");
        assertThat(get("/courses/ml-201/add", "ada").status()).isEqualTo(404);
        assertThat(get("/administration", Cast.TEACHER).status()).isEqualTo(404);
        assertThat(get("/administration", Cast.ADMIN).body()).contains("Open Sample tool");
    }

    @Test
    void breaksTheServicesWhileASwitchIsOn() throws TimeoutException {
        assertThat(post("/switches", Map.of("down", "on", "here", "/"), null).status())
                .isEqualTo(303);
        assertThat(done(http.get(demo.url().resolve("/lti/jwks"))).status()).isEqualTo(503);

        post("/switches", Map.of("here", "/"), null);
        assertThat(done(http.get(demo.url().resolve("/lti/jwks"))).status()).isEqualTo(200);
    }

    @Test
    void takesNoFormOfAnotherSiteAndLeadsToNone() throws TimeoutException {
        assertThat(post("/switches", Map.of("down", "on"), "cross-site").status())
                .isEqualTo(403);
        assertThat(demo.platform().faults().standing()).isNull();
        assertThat(post("/person", Map.of("person", "ada", "here", "//evil.example"), null)
                        .header("Location"))
                .isEqualTo("/");
    }

    @Test
    void keepsCookiesFromFramesWhileTheyAreBlocked() throws TimeoutException {
        post("/switches", Map.of("cookies", "on", "here", "/"), null);
        var link = demo.platform().world().linksOf(Cast.COURSE).get(0).id();

        var page = get("/launch/link/" + link, "ada").body();
        var relay = URI.create(page.substring(page.indexOf("action=\"") + 8, page.indexOf("/lti/login")));
        var framed = launchThrough(relay, link, Map.of("Sec-Fetch-Dest", "iframe"));
        var window = launchThrough(relay, link, Map.of("Sec-Fetch-Dest", "document"));

        assertThat(relay).hasHost("localhost").isNotEqualTo(tool.url());
        assertThat(framed.header("Set-Cookie")).isNull();
        assertThat(window.header("Set-Cookie")).startsWith("person=ada");
    }

    private LtiResponse launchThrough(URI relay, String link, Map<String, String> headers) throws TimeoutException {
        var platform = demo.platform();
        var visitor = new Visitor(http);
        var answered = done(visitor.send(platform.start(platform.open(link, "ada"))));
        var token = answered.response().body().replaceFirst("(?s).*name=\"id_token\" value=\"([^\"]*)\".*", "$1");
        var all = new HashMap<>(headers);
        all.put("Content-Type", FormBody.MEDIA_TYPE);
        var form = FormBody.encode(Map.of("id_token", token, "state", "state"));
        return done(http.send(new LtiRequest("POST", relay.resolve("/lti/launch"), all, form)));
    }

    @Test
    void closesTheConnectionWhenTold() throws TimeoutException {
        demo.platform().faults().next(Fault.lostAnswer());

        var sent = tool.send("bram", 100);

        assertThat(done(sent.map(response -> "answered").otherwise("dropped"))).isEqualTo("dropped");
    }

    @Test
    void aPlatformWithoutPagesListensToo() throws TimeoutException {
        var key = SigningKey.generate("k");
        var server = done(EmulatorServer.start(
                vertx,
                "127.0.0.1",
                0,
                origin -> new Platform(
                        Site.of(Profile.MOODLE, URI.create(origin + "/lti")), new World(), key, Clock.systemUTC())));

        var configuration = done(http.get(server.platform().configuration()));

        assertThat(configuration.body()).contains("\"moodle\"");
        done(server.close());
    }

    private LtiResponse get(String path, String person) throws TimeoutException {
        return done(http.send(
                new LtiRequest("GET", demo.url().resolve(path), Map.of("Cookie", "lms_person=" + person), null)));
    }

    private LtiResponse post(String path, Map<String, String> fields, @Nullable String site) throws TimeoutException {
        var headers = new HashMap<>(Map.of("Content-Type", FormBody.MEDIA_TYPE));
        headers.put("Sec-Fetch-Site", site == null ? "same-origin" : site);
        return done(http.send(new LtiRequest("POST", demo.url().resolve(path), headers, FormBody.encode(fields))));
    }

    private static <T> T done(Future<T> future) throws TimeoutException {
        return future.await(30, TimeUnit.SECONDS);
    }
}
