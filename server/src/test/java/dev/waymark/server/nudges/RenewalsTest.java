package dev.waymark.server.nudges;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reminders of a recertification: two nodes on one database, and a mail server. */
class RenewalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ALL = "/admin/modules/small/campaigns";
    private MailSink sink;
    private TestServer world;
    private TestServer other;
    private Visitor admin;
    private Visitor holder;

    @BeforeEach
    void aRecord() {
        sink = new MailSink();
        world = TestServer.start(sink.environment());
        other = TestServer.beside(world, sink.environment());
        world.publishSmallModule();
        holder = finished("l1");
        complete(world.launch("l2"), 3);
        admin = world.launch("admin");
    }

    @AfterEach
    void stop() {
        other.close();
        world.close();
        sink.close();
    }

    @Test
    void aChosenDayRemindsOnceInItsReadersLanguage() {
        sql("update learner set locale = 'de-DE' where sub = 'l1'");
        start("\"title\":\"Yearly <i>audit</i>\",\"message\":\"Please.\\nIn time.\"");
        assertThat(queued()).as("no day has come").isZero();
        dayComes(7);
        IntStream.range(0, 3).forEach(i -> queued());
        MailSink.Mail mail = mails(1).get(0);
        assertThat(mail.to()).isEqualTo("l1@school.example");
        assertThat(mail.header("List-Unsubscribe")).contains("/mail/");
        assertThat(mail.part("text/plain"))
                .contains("Ihr Nachweis ist zu erneuern", "Small module", "Yearly <i>audit</i>", "Please.", "In time.")
                .contains("5 Trainings offen, 0 % erledigt.", "Erneuern bis", "https://example.org/a/1");
        assertThat(mail.part("text/html"))
                .contains("Yearly &lt;i&gt;audit&lt;/i&gt;", "weil Ihre Organisation")
                .doesNotContain("<i>", "<script", "weil Ihr Kurs");
        nextDay();
        assertThat(queued()).as("once for each day").isZero();
        dayComes(1);
        assertThat(queued()).isEqualTo(1);
        mails(2);
        JsonNode reminders = campaign().path("reminders");
        assertThat(reminders.path("sent").asInt()).isEqualTo(2);
        assertThat(reminders.path("reachable").asInt()).isEqualTo(1);
        assertThat(reminders.path("hindrance").isNull()).isTrue();
    }

    @Test
    void manyAreToldOnceOverTwoNodes() {
        IntStream.rangeClosed(3, 9).forEach(i -> finished("l" + i));
        start("\"days\":[14,7]");
        dayComes(14);
        IntStream.range(0, 5).forEach(i -> queued());
        mails(8);
        assertThat(sink.mails().stream().map(MailSink.Mail::to)).doesNotHaveDuplicates();
        sql(
                "insert into outbox (kind, key, lane, learner_id) select 'renewal', id, id, id from learner where email is not null");
        settled();
        mails(8);
    }

    @Test
    void whoRenewsOrStopsMailsOrHasLeftHearsNoMore() {
        Visitor stopped = finished("l3");
        finished("l4");
        finished("l5");
        start("");
        complete(holder, 5);
        String privacy = stopped.base() + "/learn/privacy";
        assertThat(stopped.get(privacy).body()).contains("Before a record of yours has to be renewed");
        stopped.post(privacy + "/mail", Map.of("wanted", "no"));
        sql("update membership set status = 'left' where learner_id = (select id from learner where sub = 'l4')");
        sql("update learner set email = null where sub = 'l5'");
        dayComes(7);
        assertThat(campaign().path("reminders").path("reachable").asInt()).isZero();
        assertThat(queued()).isZero();
    }

    @Test
    void theLinkInAMailStopsAllOfThem() {
        start("");
        dayComes(7);
        queued();
        String header = mails(1).get(0).header("List-Unsubscribe");
        String stop = header.substring(1, header.length() - 1);
        HttpResponse<String> stopped = world.visitor()
                .submit(
                        stop.substring(stop.indexOf("/mail/")),
                        "List-Unsubscribe=One-Click",
                        "application/x-www-form-urlencoded");
        assertThat(stopped.body()).contains("You get no mail.");
        nextDay();
        dayComes(1);
        assertThat(queued()).isZero();
    }

    @Test
    void everybodyIsRemindedAtOnceAtMostOnceADay() {
        String one = "/admin/modules/small/recertification/" + start("\"days\":[]");
        String page = admin.base() + one;
        admin.get(page);
        assertThat(queued()).isZero();
        assertThat(admin.post(page + "/remind", Map.of()).statusCode()).isEqualTo(303);
        assertThat(queued()).isEqualTo(1);
        mails(1);
        admin.get(page);
        HttpResponse<String> again = admin.post(page + "/remind", Map.of());
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("reminded within the last day", "1 reminder has left.");
        nextDay();
        sql("update renewal_reminder set asked_at = asked_at - interval '25 hours'");
        assertThat(queued()).isZero();
        assertThat(admin.api("POST", ALL + "/" + id() + "/reminders", null).status())
                .isEqualTo(202);
        sql("update renewal_mail set occasion = 'asked before'");
        assertThat(queued()).isEqualTo(1);
        mails(2);
        assertThat(one("select count(*) from audit where action = 'campaign.reminded'"))
                .isEqualTo(2);
    }

    @Test
    void severalModulesShareOneMailAndOneDay() {
        world.publish(page("other"));
        complete(holder, "other");
        start("");
        admin.api("POST", "/admin/modules/other/campaigns", "{\"deadline\":\"" + inDays(40) + "\"}");
        dayComes(7);
        queued();
        MailSink.Mail mail = mails(1).get(0);
        assertThat(mail.part("text/plain")).contains("Small module", "Module other");
        sql(
                "delete from renewal_mail where version_id = (select v.id from module_version v join module m on m.id = v.module_id"
                        + " where m.slug = 'other' and v.policy = 'recertify')");
        assertThat(queued()).as("a mail left today").isZero();
        nextDay();
        assertThat(queued()).isEqualTo(1);
        mails(2);
    }

    @Test
    void nothingLeavesWhileTheOrganisationForbidsIt() {
        String id = start("");
        admin.get(admin.base() + "/admin");
        admin.post(admin.base() + "/admin/reminders", Map.of("forbidden", "yes"));
        dayComes(7);
        assertThat(queued()).isZero();
        sql(
                "insert into outbox (kind, key, lane, learner_id) select 'renewal', id, id, id from learner where sub = 'l1'");
        settled();
        assertThat(sink.mails()).as("what was queued before").isEmpty();
        assertThat(admin.get(admin.base() + "/admin/modules/small/recertification/" + id)
                        .body())
                .contains("the organisation forbids reminders by mail")
                .doesNotContain("Remind everybody now");
        Visitor.Answer asked = admin.api("POST", ALL + "/" + id + "/reminders", null);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("reminders-forbidden");
        assertThat(campaign().path("reminders").path("hindrance").asText()).isEqualTo("forbidden");
    }

    @Test
    void nothingLeavesWithoutAMailServerAndThePageSaysSo() {
        try (TestServer silent = TestServer.beside(world)) {
            String id = start("");
            Visitor there = silent.launch("admin");
            assertThat(there.get(there.base() + "/admin/modules/small/recertification/" + id)
                            .body())
                    .contains("no mail server is configured", "value=\"30, 14, 7, 1\"");
            dayComes(7);
            assertThat(Await.result(silent.server().app().nudges().renewals().queue()))
                    .isZero();
            assertThat(there.api("POST", ALL + "/" + id + "/reminders", null).body())
                    .contains("no-mail-server");
        }
    }

    @Test
    void aRefusalGivesTheReminderBackAndSilenceDoesNot() {
        sink.will(MailSink.Mood.BUSY);
        start("");
        dayComes(7);
        queued();
        mails(1);
        settled();
        nextDay();
        dayComes(1);
        sink.will(MailSink.Mood.HANG_UP);
        queued();
        mails(2);
        assertThat(text("select reason from outbox where kind = 'renewal' and state = 'failed'"))
                .contains("It may have left");
        nextDay();
        assertThat(queued()).isZero();
    }

    @Test
    void daysThatHavePassedAreNotMadeUpForNorAnythingAfterCancelling() {
        String id = start("\"days\":[60]");
        assertThat(queued()).isZero();
        admin.api("PATCH", ALL + "/" + id, "{\"days\":[40,7]}");
        assertThat(queued()).isZero();
        dayComes(7);
        assertThat(admin.api("DELETE", ALL + "/" + id, null).status()).isEqualTo(204);
        assertThat(queued()).isZero();
    }

    @Test
    void daysThatAreNoneAreRefused() {
        String id = start("");
        for (String bad : List.of("[0]", "[366]", "[1.5]", "[\"7\"]", "7", "[1,2,3,4,5,6,7,8,9,10,11]")) {
            Visitor.Answer answer = admin.api("PATCH", ALL + "/" + id, "{\"days\":" + bad + "}");
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.json().path("field").asText()).isEqualTo("days");
        }
        String page = admin.base() + "/admin/modules/small/recertification/" + id;
        admin.get(page);
        HttpResponse<String> refused = admin.post(page, Map.of("days", "7; 1"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("so many days before the deadline", "value=\"30, 14, 7, 1\"");
        assertThat(admin.post(page, Map.of("days", "3,21 , 3")).statusCode()).isEqualTo(303);
        admin.follow();
        assertThat(campaign().path("reminders").path("days").toString()).isEqualTo("[21,3]");
    }

    @Test
    void anErasedPersonLeavesNoReminderBehind() {
        start("");
        dayComes(7);
        queued();
        mails(1);
        String person = text("select id::text from learner where sub = 'l1'");
        JsonNode held = admin.api("DELETE", "/admin/people/" + person, null).json();
        assertThat(held.path("renewalMails").get(0).path("occasion").asText()).isEqualTo("7");
        assertThat(one("select count(*) from renewal_mail")).isZero();
        assertThat(campaign().path("figures").path("asked").asInt()).isZero();
    }

    @Test
    void theWeeklyDigestWaitsForAnotherDay() {
        start("");
        sql("insert into nudge select c.id, m.id, c.id from context c, module m");
        sql("update resource_link set due_at = now() + interval '3 days'");
        sql("update learner set email = null where sub <> 'l1'");
        dayComes(7);
        queued();
        mails(1);
        assertThat(Await.result(world.server().app().nudges().queue())).isZero();
        nextDay();
        assertThat(Await.result(world.server().app().nudges().queue())).isEqualTo(1);
    }

    private Visitor finished(String person) {
        Visitor learner = world.launch(person);
        complete(learner, 5);
        return learner;
    }

    private static void complete(Visitor learner, int assets) {
        JsonNode all =
                learner.api("GET", "/me/progress?module=small", null).json().path("assets");
        IntStream.range(0, assets).forEach(i -> tick(learner, all.get(i)));
    }

    private static void complete(Visitor learner, String module) {
        learner.api("GET", "/me/progress?module=" + module, null)
                .json()
                .path("assets")
                .forEach(asset -> tick(learner, asset));
    }

    private static void tick(Visitor learner, JsonNode asset) {
        Visitor.Answer ticked =
                learner.api("PUT", "/me/assets/" + asset.path("id").asText(), "{\"state\":\"completed\"}");
        assertThat(ticked.status()).as(ticked.body()).isEqualTo(200);
    }

    /** Starts a campaign in 40 days; answers its id. */
    private String start(String more) {
        Visitor.Answer answer = admin.api(
                "POST", ALL, "{\"deadline\":\"" + inDays(40) + "\"" + (more.isEmpty() ? "" : "," + more) + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static Instant inDays(int days) {
        return Instant.now().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    }

    private String id() {
        return admin.api("GET", ALL, null)
                .json()
                .path("campaigns")
                .get(0)
                .path("id")
                .asText();
    }

    private JsonNode campaign() {
        return admin.api("GET", ALL + "/" + id(), null).json();
    }

    /** It is an hour past so many days before every deadline, as it was meant when the campaigns began. */
    private void dayComes(int days) {
        sql("update campaign set deadline = now() + interval '" + (days * 24 - 1) + " hours', changed_at = now()");
        sql("update renewal_reminder set since = now() - interval '40 days'");
    }

    private void nextDay() {
        sql("update renewal_mail set sent_at = sent_at - interval '1 day'");
        sql("update digest set sent_at = sent_at - interval '1 day', asked_at = asked_at - interval '1 day'");
    }

    /** Lets both nodes queue at once; answers how many were. */
    private int queued() {
        var first = world.server().app().nudges().renewals().queue();
        var second = other.server().app().nudges().renewals().queue();
        return Await.result(first) + Await.result(second);
    }

    private List<MailSink.Mail> mails(int count) {
        Eventually.holds(count + " mails", PATIENCE, () -> sink.mails().size() >= count);
        settled();
        assertThat(sink.mails()).hasSize(count);
        return sink.mails();
    }

    private void settled() {
        Eventually.holds(
                "every reminder is done",
                PATIENCE,
                () -> one("select count(*) from outbox where kind = 'renewal' and state in ('waiting', 'sending')")
                        == 0);
    }

    private static byte[] page(String name) {
        return """
                ---
                title: Module %1$s
                permalink: /training/%1$s
                ---

                # Module %1$s

                | Stage | Here |
                |---|---|
                | Try | One Environment |

                ## One Environment

                1. Alpha

                | Resource | Level | Training Assets URL |
                |---|---|---|
                | Alpha | 100 | [First](https://example.org/%1$s/1) |
                """.formatted(name).getBytes(StandardCharsets.UTF_8);
    }

    private void sql(String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private long one(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getLong(0);
    }

    private String text(String sql) {
        return Await.result(world.pool().query(sql).execute()).iterator().next().getString(0);
    }
}
