package dev.waymark.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.emulator.Launch;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import dev.waymark.server.web.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a learner's privacy page names, with a mail server configured. */
class PrivacyTest {
    private TestServer world;
    private Visitor admin;

    @BeforeEach
    void start() {
        world = TestServer.start(Map.of(
                "WAYMARK_MAIL_URL", "smtps://courier:m41lsecret@mail.example.org", "WAYMARK_MAIL_FROM", "a@b.example"));
        world.publishSmallModule();
        admin = world.launch("admin");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private static ObjectNode destination(String kind, String name, String url) {
        return Json.object().put("kind", kind).put("name", name).put("url", url);
    }

    private String add(ObjectNode wanted) {
        Visitor.Answer answer = admin.api("POST", "/admin/destinations", wanted.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private String page() {
        return page("en");
    }

    private String page(String language) {
        Launch launch = world.emulator().open(TestPlatform.LINK, "l1").speaking(language);
        Visitor learner = world.visitor().launch(launch);
        return learner.get(learner.base() + "/learn/privacy").body();
    }

    @Test
    void namesLmsAndMailServerAndSaysThatNobodyElseIsTold() {
        String lms = world.emulator().site().base().getHost();

        assertThat(page())
                .contains("No learning record store and no other system is told what you do here.")
                .contains(lms, "as a score for its grade book", "the id that it gave you itself")
                .contains("mail.example.org", "It is given your e-mail address")
                .doesNotContain("courier", "m41lsecret");
        admin.get(admin.base() + "/admin");
        admin.post(admin.base() + "/admin/reminders", Map.of("forbidden", "yes"));
        assertThat(page()).doesNotContain("mail.example.org");
    }

    @Test
    void namesEveryDestinationWithWhatItIsToldAndNothingSecret() {
        add(destination("xapi", "Learning <analytics>", "https://lrs.example.org/tenant-7/xapi?token=t0ken")
                .put("user", "storekey")
                .put("password", "st0repassword"));
        ObjectNode hook = destination("webhook", "People office", "https://hooks.example.net/in/s3cretpath")
                .put("actor", "sub");
        hook.putArray("events").add("record.revoked").add("record.issued");
        String id = add(hook);
        String page = page();

        assertThat(page)
                .contains("Learning &lt;analytics&gt;", "lrs.example.org", "Learning record store (xAPI)")
                .contains("that you opened the activity", "which training you completed, and when")
                .contains("a made-up name that only this server can connect to you")
                .contains("People office", "hooks.example.net", "Other system (webhook)")
                .contains("that you were issued a completion record", "that a record was revoked, without saying whose")
                .contains("the id that your LMS gave you")
                .doesNotContain("that a record expired", "No learning record store")
                .doesNotContain("tenant-7", "t0ken", "storekey", "st0repassword", "s3cretpath", "whsec_");
        String told = page.substring(page.indexOf("People office"));
        assertThat(told.indexOf("that you were issued")).isLessThan(told.indexOf("that a record was revoked"));

        admin.api("PATCH", "/admin/destinations/" + id, "{\"enabled\":false}");
        assertThat(page()).contains("lrs.example.org").doesNotContain("People office", "hooks.example.net");
    }

    @Test
    void saysItInTheLearnersLanguage() {
        add(destination("webhook", "People office", "https://hooks.example.net/in"));

        assertThat(page("de")).contains("Anderes System (Webhook)", "Sie tragen dort ein Pseudonym");
        assertThat(page("ar")).contains("نظام آخر (ويب هوك)", "باسم مستعار");
    }
}
