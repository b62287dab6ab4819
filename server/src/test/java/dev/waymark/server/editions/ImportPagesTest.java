package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator's pages from the source of an import to a rollback, and everything around them. */
class ImportPagesTest {
    private static TestServer server;
    private static Visitor admin;
    private static String base;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.publishSmallModule();
        admin = server.launch("admin");
        base = admin.base();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        assertThat(admin.get(base + "/admin/modules").statusCode()).isEqualTo(200);
    }

    @Test
    void theLastStepAsksFinishedPeopleToBeginAgainByADay() {
        String page = new String(
                TestPage.of("renewal").asset("One", 100, "First", "1").bytes(), StandardCharsets.UTF_8);
        String first = upload(page);
        admin.get(first);
        admin.post(first + "/publish", Map.of("policy", "keep"));
        Visitor learner = server.launch("l2");
        String progress = "/me/progress?module=renewal";
        String asset = learner.api("GET", progress, null)
                .json()
                .path("assets")
                .get(0)
                .path("id")
                .asText();
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}");
        open();
        String second = upload(page.replace("First", "Beginning"));
        admin.get(second);
        assertThat(admin.post(second + "/publish", Map.of("policy", "recertify", "deadline", "someday"))
                        .body())
                .contains("Give a date and a time.");
        assertThat(admin.post(second + "/publish", Map.of("policy", "recertify", "deadline", "2090-05-01T10:00"))
                        .statusCode())
                .isEqualTo(303);
        JsonNode after = learner.api("GET", progress, null).json();
        assertThat(after.path("renewal").path("policy").asText()).isEqualTo("recertify");
        assertThat(after.path("renewal").path("by").asText()).isEqualTo("2090-05-01T10:00:00Z");
        assertThat(after.path("completed").asInt()).isZero();
    }

    @Test
    void anUploadedPageLeadsThroughFindingsAndChangesToANewVersion() {
        String page =
                new String(TestPage.of("walk").asset("One", 100, "First", "1").bytes(), StandardCharsets.UTF_8);
        String draft = upload(page);
        HttpResponse<String> shown = admin.get(draft);
        assertThat(shown.body()).contains("walk", "id=\"step-2\"", "id=\"step-4\"");
        assertThat(admin.post(draft + "/publish", Map.of("policy", "keep")).statusCode())
                .isEqualTo(303);
        String moved = page.replace("example.org/1", "example.org/elsewhere");
        open();
        String second = upload(moved);
        Matcher confirm = Pattern.compile("name=\"confirm\" value=\"([^\"]+)\"")
                .matcher(admin.get(second).body());
        assertThat(confirm.find()).isTrue();
        admin.post(second + "/publish", Map.of("policy", "keep", "confirm", confirm.group(1)));
        String versions = admin.get(base + "/admin/modules/walk").body();
        assertThat(versions).contains("/rollback/1").doesNotContain("/rollback/2");
        assertThat(admin.post(base + "/admin/modules/walk/rollback/1", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(admin.get(base + "/admin/modules/walk").body()).contains("/rollback/2");
    }

    @Test
    void anUnusablePageComesBackWithItsReason() {
        HttpResponse<String> answer = multipart("text", "nothing", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("role=\"alert\"", "no link that could be a training asset");
    }

    @Test
    void scriptsOfAPageAreOnlyText() {
        String draft = upload(new String(
                TestPage.of("hostile")
                        .asset("One", 100, "<script>alert(1)</script>", "1")
                        .bytes(),
                StandardCharsets.UTF_8));
        assertThat(admin.get(draft).body()).doesNotContain("<script>alert");
    }

    @Test
    void ruleAndPathsAndAliasesCanBeEdited() {
        HttpResponse<String> rule = admin.post(base + "/admin/modules/small/rule", Map.of("rule", "level:100"));
        assertThat(rule.statusCode()).isEqualTo(303);
        admin.get(base + "/admin/modules/small");
        admin.post(base + "/admin/modules/small/paths", Map.of("from-one", "", "from-two", "one"));
        admin.get(base + "/admin/modules/small");
        admin.post(
                base + "/admin/modules/small/alias", Map.of("environment", "one", "service", "Alpha", "resource", ""));
        admin.get(base + "/admin/modules/small");
        var module = admin.api("GET", "/modules/small", null).json();
        assertThat(module.path("rule").asText()).isEqualTo("level:100");
        assertThat(module.path("paths").toString()).isEqualTo("[{\"from\":\"two\",\"to\":\"one\"}]");
        assertThat(module.at("/environments/0/services/0/assets").asInt()).isZero();
        admin.post(base + "/admin/modules/small/paths", Map.of("page", "yes"));
        admin.get(base + "/admin/modules/small");
        assertThat(admin.api("GET", "/modules/small", null).json().path("paths").toString())
                .isEqualTo("[{\"from\":\"one\",\"to\":\"two\"}]");
    }

    @Test
    void aCircularPathIsRefused() {
        Visitor.Answer answer = admin.api(
                "PUT",
                "/admin/modules/small/paths",
                "{\"paths\":[{\"from\":\"one\",\"to\":\"two\"},{\"from\":\"two\",\"to\":\"one\"}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asText()).isEqualTo("paths");
    }

    @Test
    void gapsAreListedAndAWaivedLinkCountsAsSatisfied() {
        String gaps = admin.get(base + "/admin/gaps?module=small").body();
        assertThat(gaps).contains("page.patch");
        var module = admin.api("GET", "/modules/small", null).json();
        String asset = module.at("/environments/1/resources/0/assets/0/id").asText();
        String path = "/admin/modules/small/assets/" + asset + "/waiver";
        assertThat(admin.api("PUT", path, "{\"reason\":\"It leads nowhere.\"}").status())
                .isEqualTo(200);
        Visitor learner = server.launch("l3");
        assertThat(learner.api("GET", "/me/progress?module=small", null)
                        .json()
                        .path("completed")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get(base + "/admin/gaps?module=small").body()).contains("/waiver");
        assertThat(admin.api("DELETE", path, null).status()).isEqualTo(200);
    }

    @Test
    void aPageIsFetchedOnceAndAfterwardsOnlyWhenItChanged() throws IOException {
        byte[] page = TestPage.of("fetched").asset("One", 100, "First", "1").bytes();
        AtomicInteger sent = new AtomicInteger();
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/page.md", exchange -> {
            boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(known ? 304 : 200, known ? -1 : page.length);
            if (!known) {
                sent.incrementAndGet();
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        web.start();
        String url = "{\"url\":\"http://127.0.0.1:" + web.getAddress().getPort() + "/page.md\"}";
        String first =
                admin.api("POST", "/admin/imports", url).json().path("id").asText();
        String second =
                admin.api("POST", "/admin/imports", url).json().path("id").asText();
        web.stop(0);
        assertThat(second).isEqualTo(first);
        assertThat(sent).hasValue(1);
        Visitor.Answer gone = admin.api("POST", "/admin/imports", url);
        assertThat(gone.status()).isEqualTo(400);
        assertThat(gone.json().path("field").asText()).isEqualTo("url");
    }

    @Test
    void anExportedModuleCanBeImportedAgain() {
        HttpResponse<String> json = admin.get(base + "/admin/modules/small/export.json");
        assertThat(json.statusCode()).isEqualTo(200);
        assertThat(json.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        open();
        Visitor.Answer draft = admin.api("POST", "/admin/imports", json.body());
        assertThat(draft.status()).as(draft.body()).isEqualTo(201);
        assertThat(draft.json().path("slug").asText()).isEqualTo("small");
        assertThat(draft.json().path("kind").asText()).isEqualTo("revision");
        String broken = json.body().replace("First steps", "Forged steps");
        assertThat(admin.api("POST", "/admin/imports", broken).status()).isEqualTo(400);
    }

    @Test
    void nobodyElseSeesAnyOfIt() {
        Visitor learner = server.launch("l4");
        String own = learner.base();
        for (String path : new String[] {"/admin/modules", "/admin/modules/small", "/admin/gaps"}) {
            assertThat(learner.get(own + path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private static String upload(String page) {
        HttpResponse<String> answer = multipart("file", page, "page.md");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> multipart(
            String field, String content, @org.jspecify.annotations.Nullable String file) {
        String boundary = "----boundary";
        String disposition = "Content-Disposition: form-data; name=\"";
        String body = "--" + boundary + "\r\n" + disposition + "_token\"\r\n\r\n" + admin.formToken() + "\r\n--"
                + boundary
                + "\r\n" + disposition + field + "\"" + (file == null ? "" : "; filename=\"" + file + "\"") + "\r\n"
                + (file == null ? "" : "Content-Type: text/markdown\r\n") + "\r\n" + content + "\r\n--" + boundary
                + "--\r\n";
        return admin.submit(base + "/admin/imports", body, "multipart/form-data; boundary=" + boundary);
    }
}
