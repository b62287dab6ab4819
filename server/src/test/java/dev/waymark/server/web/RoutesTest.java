package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.Await;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Over HTTP, since what matters is what a request meets. */
class RoutesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Routes ROUTES = new Routes(VERTX);
    private static HttpServer server;

    @BeforeAll
    static void listen() {
        ROUTES.begin(router -> router.route().handler(ctx -> {
            ctx.response().putHeader("Begun", "yes");
            ctx.next();
        }));
        ROUTES.get("/api/v1/open").handler(says("open"));
        ROUTES.get("/lti/login").handler(says("login"));
        ROUTES.gate("/api/v1/*", RoutesTest::gate);
        ROUTES.get("/api/v1/me/records").handler(says("records"));
        ROUTES.put("/api/v1/me/assets/:asset").handler(ctx -> ctx.end("asset " + ctx.pathParam("asset")));
        ROUTES.get("/api/v1/modules").handler(says("modules"));
        ROUTES.get("/api/v1/modules/:slug").handler(ctx -> ctx.end("module " + ctx.pathParam("slug")));
        server = Await.result(VERTX.createHttpServer().requestHandler(ROUTES).listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private static io.vertx.core.Handler<RoutingContext> says(String text) {
        return ctx -> ctx.end(text);
    }

    private static void gate(RoutingContext ctx) {
        if (ctx.request().getHeader("Key") == null) {
            ctx.response().setStatusCode(401).end("gate");
        } else {
            ctx.next();
        }
    }

    @Test
    void everyAreaOfAGatedSegmentIsBehindItsGate() throws Exception {
        for (String path : new String[] {
            "/api/v1/me/records",
            "/api/v1/modules",
            "/api/v1/modules/x",
            "/api/v1/unheard",
            "/api/v1/me/unheard",
            "//api/v1/me/records",
            "/api/v1/%6De/records",
            "/api/v1/me/./records",
            "/api/v1/./me/records"
        }) {
            assertThat(get(path, false).statusCode()).as(path).isIn(401, 404);
            assertThat(get(path, false).body()).as(path).doesNotContain("records", "module");
        }
        assertThat(get("/api/v1/me/records", true).body()).isEqualTo("records");
        assertThat(get("/api/v1/modules", true).body()).isEqualTo("modules");
        assertThat(get("/api/v1/modules/aml", true).body()).isEqualTo("module aml");
        assertThat(get("/api/v1/unheard", true).statusCode()).isEqualTo(404);
    }

    @Test
    void whatCameBeforeAGateIsOpenAndNothingJoinsIt() throws Exception {
        assertThat(get("/api/v1/open", false).body()).isEqualTo("open");
        assertThatThrownBy(() -> ROUTES.get("/api/v1/open/:more")).hasMessageContaining("open to everybody");
        assertThatThrownBy(() -> ROUTES.gate("/lti/*", RoutesTest::gate)).hasMessageContaining("open routes already");
        assertThatThrownBy(() -> ROUTES.begin(router -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anyPathBeginsAsAllDo() throws Exception {
        for (String path : new String[] {"/lti/login", "/lti/unheard", "/unheard/of/this", "/", "/api/v1/open"}) {
            assertThat(get(path, false).headers().firstValue("Begun")).as(path).contains("yes");
        }
        assertThat(get("/lti/unheard", false).statusCode()).isEqualTo(404);
    }

    @Test
    void platformsThatDoubleASlashAreUnderstood() throws Exception {
        assertThat(get("//lti/login", false).body()).isEqualTo("login");
        assertThat(get("/lti//login", false).body()).isEqualTo("login");
    }

    @Test
    void anAreaSaysWhichMethodsItTakes() throws Exception {
        assertThat(get("/api/v1/me/assets/a", true).statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> get(String path, boolean key) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
        if (key) {
            request.header("Key", "given");
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
