package dev.waymark.server.nudges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, and a mail server. */
class NudgesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private MailSink sink;
    private TestServer world;
    private TestServer other;
    private Visitor manager;

    @BeforeEach
    void aDueModule() {
        sink = new MailSink();
        world = TestServer.start(sink.environment());
        other = TestServer.beside(world, sink.environment());
        world.publishSmallModule();
        world.launch("l1");
        manager = world.launch("teacher");
        Eventually.holds("the roster", PATIENCE, () -> one("select count(*) from learner where sub = 'l9'") == 1);
        sql("update learner set email = null where sub <> 'l1'");
        sql("update resource_link set due_at = now() + interval '3 days'");
    }

    @AfterEach
    void stop() {
        other.close();
        world.close();
        sink.close();
    }

    @Test
    void nothingLeavesUntilSomebodySwitchesItOnAfterLookingAtIt() {
        assertThat(queued()).isZero();
        String preview = manager.get(manager.base() + "/team/nudge/preview").body();
        assertThat(preview)
                .contains("Learner 01", "Due by ", "Small module", "5 trainings left, 0 % done.", "First steps")
                .doesNotContain("/mail/");
        switchOn();
        assertThat(manager.get(manager.base() + "/team/stalled").body()).contains("Switched on");
        assertThat(one("select count(*) from audit where action = 'nudge.on'")).isEqualTo(1);
        assertThat(queued()).isEqualTo(1);
        mails(1);
        assertThat(manager.post(manager.base() + "/team/nudge", Map.of("on", "no"))
                        .statusCode())
                .isEqualTo(303);
        aWeekLater();
        assertThat(queued()).isZero();
    }

    @Test
    void theOrganisationCanForbidItToAll() {
        switchOn();
        Visitor admin = world.launch("admin");
        String page = admin.base() + "/admin";
        assertThat(admin.get(page).body()).contains("Teams may remind", "switched on in 1 team");
        assertThat(admin.post(page + "/reminders", Map.of("forbidden", "yes")).statusCode())
                .isEqualTo(303);
        assertThat(admin.get(page).body()).contains("Forbidden to all teams", "switched on in 1 team");
        assertThat(queued()).isZero();
        sql(
                "insert into outbox (kind, key, lane, learner_id) select 'digest', id, id, id from learner where sub = 'l1'");
        settled();
        assertThat(sink.mails()).as("what was queued before").isEmpty();
        assertThat(manager.get(manager.base() + "/team/nudge/preview").body())
                .contains("the organisation forbids reminders");
        assertThat(manager.post(manager.base() + "/team/nudge", Map.of("on", "no"))
                        .statusCode())
                .isEqualTo(303);
        manager.get(manager.base() + "/team/stalled");
        assertThat(manager.post(manager.base() + "/team/nudge", Map.of("on", "yes"))
                        .statusCode())
                .isEqualTo(409);
        admin.get(page);
        admin.post(page + "/reminders", Map.of("forbidden", "no"));
        manager.get(manager.base() + "/team/stalled");
        switchOn();
        assertThat(queued()).isEqualTo(1);
        mails(1);
        assertThat(one("select count(*) from audit where action in ('nudge.forbidden', 'nudge.allowed')"))
                .isEqualTo(2);
        manager.get(manager.base() + "/team/stalled");
        assertThat(manager.post(manager.base() + "/admin/reminders", Map.of("forbidden", "yes"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void twoNodesSendOnceAWeek() {
        sql("update learner set email = sub || '@school.example'");
        switchOn();
        IntStream.range(0, 5).forEach(i -> queued());
        mails(9);
        assertThat(sink.mails().stream().map(MailSink.Mail::to)).doesNotHaveDuplicates();
        sql("update digest set asked_at = null");
        assertThat(queued()).as("the week is not over").isZero();
        sql(
                "insert into outbox (kind, key, lane, learner_id) select 'digest', id, id, id from learner where email is not null");
        settled();
        mails(9);
        aWeekLater();
        assertThat(queued()).isEqualTo(9);
        mails(18);
    }

    @Test
    void aMailSaysOnlyWhatItsReaderDidInTheirLanguage() {
        sql("update learner set locale = 'de-DE' where sub = 'l1'");
        switchOn();
        queued();
        MailSink.Mail mail = mails(1).get(0);
        assertThat(mail.to()).isEqualTo("l1@school.example");
        assertThat(mail.header("From")).contains("learning@school.example");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.part("text/plain"))
                .contains("Small module", "5 Trainings offen, 0 % erledigt.", "Fällig bis", "https://example.org/a/1")
                .doesNotContain("Learner", "Terry");
        assertThat(mail.part("text/html"))
                .contains("<html lang=\"de\" dir=\"ltr\">", "First steps")
                .doesNotContain("Learner", "<script", "<img");
    }

    @Test
    void theLinkShowsAPageAndItsButtonActs() {
        switchOn();
        queued();
        String header = mails(1).get(0).header("List-Unsubscribe");
        String stop = header.substring(1, header.length() - 1);
        Visitor anybody = world.visitor();
        String path = stop.substring(stop.indexOf("/mail/"));
        assertThat(anybody.get(path).body()).contains("at most one summary a week", "Stop them");
        assertThat(wanted()).as("looking changes nothing").isTrue();
        HttpResponse<String> oneClick =
                anybody.submit(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded");
        assertThat(oneClick.statusCode()).isEqualTo(200);
        assertThat(oneClick.body()).contains("You get no mail.");
        assertThat(wanted()).isFalse();
        aWeekLater();
        assertThat(queued()).isZero();
        assertThat(anybody.get(path.substring(0, path.length() - 1) + "_").statusCode())
                .isEqualTo(404);
        assertThat(anybody.get("/mail/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void learnersChooseOnTheirPrivacyPage() {
        Visitor learner = world.launch("l1");
        String privacy = learner.base() + "/learn/privacy";
        assertThat(learner.get(privacy).body()).contains("You get at most one summary a week.");
        assertThat(learner.post(privacy + "/mail", Map.of("wanted", "no")).statusCode())
                .isEqualTo(303);
        assertThat(learner.get(privacy).body()).contains("You get no mail.");
        switchOn();
        assertThat(queued()).isZero();
        learner.post(privacy + "/mail", Map.of("wanted", "yes"));
        assertThat(queued()).isEqualTo(1);
    }

    @Test
    void whoIsNotPressedGetsNothing() {
        sql("update resource_link set due_at = now() + interval '8 days'");
        switchOn();
        assertThat(queued()).isZero();
        Visitor learner = world.launch("l1");
        tick(learner, 1);
        sql("update summary set last_activity_at = now() - interval '15 days'");
        assertThat(queued()).isEqualTo(1);
        assertThat(mails(1).get(0).part("text/plain")).contains("4 trainings left, 20 % done.", "Nothing done since");
        aWeekLater();
        tick(learner, 5);
        sql("update resource_link set due_at = now() - interval '1 day'");
        assertThat(queued()).as("finished").isZero();
    }

    @Test
    void aRefusalGivesTheWeekBackAndSilenceDoesNot() {
        sink.will(MailSink.Mood.BUSY);
        switchOn();
        queued();
        mails(1);
        settled();
        aWeekLater();
        sink.will(MailSink.Mood.NO_SUCH_BOX);
        queued();
        settled();
        assertThat(text("select reason from outbox where state = 'failed'")).isEqualTo("The mail server answered 550.");
        aWeekLater();
        sink.will(MailSink.Mood.HANG_UP);
        queued();
        mails(2);
        assertThat(text("select reason from outbox where state = 'failed' order by updated_at desc limit 1"))
                .contains("It may have left");
        sql("update digest set asked_at = null");
        assertThat(queued()).isZero();
    }

    private void switchOn() {
        assertThat(manager.post(manager.base() + "/team/nudge", Map.of("on", "yes"))
                        .statusCode())
                .isEqualTo(303);
    }

    /** Lets both nodes queue at once; answers how many were. */
    private int queued() {
        var first = world.server().app().nudges().queue();
        var second = other.server().app().nudges().queue();
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
                "every digest is done",
                PATIENCE,
                () -> one("select count(*) from outbox where kind = 'digest' and state in ('waiting', 'sending')")
                        == 0);
    }

    private void aWeekLater() {
        sql("update digest set asked_at = asked_at - interval '7 days', sent_at = sent_at - interval '7 days'");
    }

    private boolean wanted() {
        return one("select count(*) from digest where not wanted") == 0;
    }

    private static void tick(Visitor learner, int assets) {
        var all = learner.api("GET", "/me/progress", null).json().path("assets");
        IntStream.range(0, assets)
                .forEach(i -> learner.api(
                        "PUT", "/me/assets/" + all.get(i).path("id").asText(), "{\"state\":\"completed\"}"));
    }

    private void sql(String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private long one(String sql) {
        return row(sql).getLong(0);
    }

    private String text(String sql) {
        return row(sql).getString(0);
    }

    private Row row(String sql) {
        return Await.result(world.pool().preparedQuery(sql).execute(Tuple.tuple()))
                .iterator()
                .next();
    }
}
