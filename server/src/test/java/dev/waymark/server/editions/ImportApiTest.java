package dev.waymark.server.editions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Import, publication and rollback as an administrator's client sees them. */
class ImportApiTest {
    private static TestServer server;
    private static Visitor admin;
    private static Visitor learner;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        server.publishSmallModule();
        admin = server.launch("admin");
        admin.get(admin.base() + "/learn/small");
        learner = server.launch("l1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPageBecomesADraftThatChangesNothing() {
        String slug = publish(page("draft", "- [A](https://example.org/a)"));
        JsonNode draft = take(page("draft", "- [B](https://example.org/b)"));
        assertThat(draft.path("slug").asText()).isEqualTo(slug);
        assertThat(draft.path("state").asText()).isEqualTo("draft");
        assertThat(draft.path("counts").path("assets").asInt()).isEqualTo(1);
        assertThat(draft.path("findings").isArray()).isTrue();
        assertThat(draft.path("impact").path("recordsChanged").asInt()).isZero();
        assertThat(module(slug).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void publishingShowsTheVersionAtOnceAndRollingBackTheOneBefore() {
        String slug = publish(page("two", "- [A](https://example.org/a)"));
        JsonNode first = module(slug);
        publish(page("two", "- [A](https://example.org/a)\n- [B](https://example.org/b)"));
        JsonNode second = module(slug);
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(asset(second, 0)).isEqualTo(asset(first, 0));
        Visitor.Answer back = admin.api("POST", "/admin/modules/" + slug + "/rollback", null);
        assertThat(back.status()).isEqualTo(200);
        assertThat(module(slug)).isEqualTo(first);
        JsonNode versions = admin.api("GET", "/admin/modules/" + slug + "/versions", null)
                .json()
                .path("versions");
        assertThat(versions.findValuesAsText("number")).containsExactly("2", "1");
        assertThat(versions.findValuesAsText("current")).containsExactly("false", "true");
    }

    @Test
    void proseAloneIsARevisionOfTheSameVersion() {
        String slug = publish(page("prose", "- [A](https://example.org/a)"));
        JsonNode before = module(slug);
        String changed = page("prose", "- [A](https://example.org/a)").replace("Prose of it.", "Other prose.");
        assertThat(take(changed).path("kind").asText()).isEqualTo("revision");
        publish(changed);
        JsonNode after = module(slug);
        assertThat(after.path("version")).isEqualTo(before.path("version"));
        assertThat(after.path("contentHash")).isEqualTo(before.path("contentHash"));
        assertThat(after.path("sourceHash")).isNotEqualTo(before.path("sourceHash"));
        assertThat(asset(after, 0)).isEqualTo(asset(before, 0));
    }

    @Test
    void thePolicyAndDeadlineOfAnOrderReachWhoHadFinished() {
        String slug = publish(page("renewed", "- [A](https://example.org/a)"));
        Visitor learner = server.launch("l1");
        JsonNode done = learner.api("GET", "/me/progress?module=" + slug, null).json();
        String asset = done.path("assets").get(0).path("id").asText();
        learner.api("PUT", "/me/assets/" + asset, "{\"state\":\"completed\"}");
        JsonNode draft = take(page("renewed", "- [A](https://example.org/a)\n- [B](https://example.org/b)"));
        Visitor.Answer published = admin.api(
                "POST",
                "/admin/imports/" + draft.path("id").asText() + "/publish",
                "{\"policy\":\"top-up\",\"deadline\":\"2090-05-01T10:00:00Z\"}");
        assertThat(published.json().path("policy").asText()).isEqualTo("top-up");
        JsonNode renewal =
                learner.api("GET", "/me/progress?module=" + slug, null).json().path("renewal");
        assertThat(renewal.path("policy").asText()).isEqualTo("top-up");
        assertThat(renewal.path("open").asInt()).isEqualTo(1);
        assertThat(renewal.path("by").asText()).isEqualTo("2090-05-01T10:00:00Z");
    }

    @Test
    void theSamePageAgainIsTheSameDraft() {
        JsonNode one = take(page("again", "- [A](https://example.org/a)"));
        JsonNode other = take(page("again", "- [A](https://example.org/a)"));
        assertThat(other.path("id")).isEqualTo(one.path("id"));
    }

    @Test
    void publishingTwiceIsPublishingOnce() {
        JsonNode draft = take(page("once", "- [A](https://example.org/a)"));
        String path = "/admin/imports/" + draft.path("id").asText() + "/publish";
        assertThat(admin.api("POST", path, "{}").json().path("version").asInt()).isEqualTo(1);
        assertThat(admin.api("POST", path, "{}").json().path("version").asInt()).isEqualTo(1);
        assertThat(module("once").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aDraftComparedWithAnotherVersionIsLookedAtAgain() {
        publish(page("outdated", "- [A](https://example.org/a)"));
        JsonNode early = take(page("outdated", "- [C](https://example.org/c)"));
        publish(page("outdated", "- [B](https://example.org/b)"));
        String path = "/admin/imports/" + early.path("id").asText();
        Visitor.Answer refused = admin.api("POST", path + "/publish", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("compared anew");
        assertThat(admin.api("GET", path, null).json().path("diff").path("replaced"))
                .hasSize(1);
        assertThat(admin.api("POST", path + "/publish", "{}")
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void anUnusablePageIsRefusedWithItsFindings() {
        Visitor.Answer refused = admin.api("POST", "/admin/imports", "Nothing to see\n", "text/markdown");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("findings").findValuesAsText("code")).contains("no-assets");
    }

    @Test
    void aCancelledDraftIsGone() {
        JsonNode draft = take(page("cancelled", "- [A](https://example.org/a)"));
        String path = "/admin/imports/" + draft.path("id").asText();
        assertThat(admin.api("DELETE", path, null).status()).isEqualTo(204);
        assertThat(admin.api("POST", path + "/publish", "{}").status()).isEqualTo(409);
        assertThat(admin.api("GET", "/modules/cancelled", null).status()).isEqualTo(404);
    }

    @Test
    void onlyAdministratorsKnowOfImports() {
        assertThat(learner.api("POST", "/admin/imports", page("x", ""), "text/markdown")
                        .status())
                .isEqualTo(404);
        assertThat(learner.api("POST", "/admin/modules/small/rollback", null).status())
                .isEqualTo(404);
        assertThat(learner.api("GET", "/admin/modules/small/versions", null).status())
                .isEqualTo(404);
        assertThat(learner.api("GET", "/modules/small", null).status()).isEqualTo(200);
    }

    @Test
    void wrongOrdersNameTheField() {
        JsonNode draft = take(page("orders", "- [A](https://example.org/a)"));
        String path = "/admin/imports/" + draft.path("id").asText() + "/publish";
        assertThat(field(path, "{\"policy\":\"forget\"}")).isEqualTo("policy");
        assertThat(field(path, "{\"at\":\"tomorrow\"}")).isEqualTo("at");
        assertThat(field(path, "{\"confirm\":\"all\"}")).isEqualTo("confirm");
        assertThat(field(path, "{\"confirm\":[\"nothing-like-it\"]}")).isEqualTo("confirm");
        assertThat(admin.api("GET", "/modules/orders", null).status()).isEqualTo(404);
    }

    private static String field(String path, String body) {
        Visitor.Answer answer = admin.api("POST", path, body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("field").asText();
    }

    private static JsonNode take(String page) {
        Visitor.Answer answer = admin.api("POST", "/admin/imports", page, "text/markdown");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String publish(String page) {
        JsonNode draft = take(page);
        Visitor.Answer answer =
                admin.api("POST", "/admin/imports/" + draft.path("id").asText() + "/publish", "{}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return draft.path("slug").asText();
    }

    private static JsonNode module(String slug) {
        return learner.api("GET", "/modules/" + slug, null).json();
    }

    private static String asset(JsonNode module, int index) {
        return module.findValues("assets").stream()
                .filter(JsonNode::isArray)
                .flatMap(assets -> assets.findValuesAsText("id").stream())
                .toList()
                .get(index);
    }

    private static String page(String name, String links) {
        return "---\ntitle: Page " + name + "\npermalink: /training/" + name + "\n---\n\n# Page\n\nProse of it.\n\n"
                + "## Only section\n\n" + links + "\n";
    }
}
