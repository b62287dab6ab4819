package dev.waymark.server.nudges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.server.Await;
import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import dev.waymark.server.Visitor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail servers that speak TLS in both ways and want a sign-in in both ways, and those that are not what they seem. */
class MailerTest {
    private static final Letter LETTER =
            new Letter("l1@school.example", "en", "Subject", "Text", "<p>Text</p>", "https://learn.example/mail/x");
    private static final String USER = "learn@school";
    private static final String PASSWORD = "p:ss wörd";

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static MailCertificate ours;
    private static MailCertificate anothers;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        ours = MailCertificate.of("localhost", folder);
        anothers = MailCertificate.of("mail.example", folder);
    }

    @AfterAll
    static void stop() {
        Await.result(vertx.close());
    }

    @ParameterizedTest
    @CsvSource({"false,PLAIN", "false,LOGIN", "true,PLAIN", "true,LOGIN", "false,PLAIN LOGIN"})
    void sendsEncryptedAndSignedIn(boolean implicit, String methods) {
        try (MailSink sink = new MailSink(new MailSink.House(ours, implicit, methods, USER, PASSWORD))) {
            Await.result(send(server(sink, "localhost", implicit, PASSWORD, ours.pem())));
            assertThat(sink.mails()).singleElement().satisfies(mail -> {
                assertThat(mail.encrypted()).isTrue();
                assertThat(methods).contains(String.valueOf(mail.signedIn()));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesACertificateThatNobodyVouchesFor(boolean implicit) {
        try (MailSink sink = new MailSink(new MailSink.House(ours, implicit, "PLAIN", USER, PASSWORD))) {
            assertThat(refusal(sink, server(sink, "localhost", implicit, PASSWORD, null)))
                    .isEqualTo(
                            "The mail server's certificate is not trusted: it has expired, or its issuer is not known"
                                    + " here. WAYMARK_MAIL_TRUST can name a file with the right one.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesTheCertificateOfAnotherHost(boolean implicit) {
        try (MailSink sink = new MailSink(new MailSink.House(anothers, implicit, "PLAIN", USER, PASSWORD))) {
            assertThat(refusal(sink, server(sink, "localhost", implicit, PASSWORD, anothers.pem())))
                    .isEqualTo("The mail server's certificate is for another host than the one in WAYMARK_MAIL_URL.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void saysThatThePasswordIsWrong(String method) {
        try (MailSink sink = new MailSink(new MailSink.House(ours, false, method, USER, PASSWORD))) {
            assertThat(refusal(sink, server(sink, "localhost", false, "guess", ours.pem())))
                    .isEqualTo("The mail server refused the user or the password of WAYMARK_MAIL_URL (535).");
        }
    }

    @Test
    void saysThatASignInIsWanted() {
        try (MailSink sink = new MailSink(new MailSink.House(ours, false, "PLAIN", USER, PASSWORD))) {
            MailServer anonymous =
                    new MailServer("localhost", sink.port(), false, null, null, "a@school.example", ours.pem());
            assertThat(refusal(sink, anonymous)).contains("wants a sign-in (530)");
        }
    }

    @Test
    void saysThatTheServerKnowsNoneOfOurWaysToSignIn() {
        try (MailSink sink = new MailSink(new MailSink.House(ours, false, "GSSAPI", USER, PASSWORD))) {
            assertThat(refusal(sink, server(sink, "localhost", false, PASSWORD, ours.pem())))
                    .contains("no sign-in by PLAIN or LOGIN");
        }
    }

    @Test
    void saysThatTheServerSpeaksNoTls() {
        try (MailSink sink = new MailSink()) {
            assertThat(refusal(sink, server(sink, "localhost", true, PASSWORD, ours.pem())))
                    .contains("does not speak TLS as WAYMARK_MAIL_URL says");
        }
    }

    @Test
    void sendsNothingToAnotherMachineWithoutTls() {
        try (MailSink sink = new MailSink()) {
            // By this name this machine is no "localhost" that could do without.
            assertThat(refusal(sink, server(sink, "localhost.", false, PASSWORD, ours.pem())))
                    .contains("offers no encryption (STARTTLS)");
        }
    }

    @Test
    void saysThatNobodyAnswersThere() {
        MailServer nobody =
                new MailServer("localhost", TestServer.freePort(), true, null, null, "a@school.example", null);
        Undelivered refusal = catchThrowableOfType(Undelivered.class, () -> awaited(send(nobody)));
        assertThat(refusal).hasMessage("The mail server cannot be reached at the host and port of WAYMARK_MAIL_URL.");
    }

    @ParameterizedTest
    @CsvSource({"p%3Ass%20w%C3%B6rd,false,certificate is not trusted", "guess,true,password of WAYMARK_MAIL_URL (535)"})
    void theAdministratorReadsWhy(String password, boolean trusting, String why) {
        MailSink.House house = new MailSink.House(ours, true, "PLAIN", USER, PASSWORD);
        try (MailSink sink = new MailSink(house);
                TestServer world = TestServer.start(environment(sink, password, trusting ? ours.pem() : null))) {
            world.publishSmallModule();
            world.launch("l1");
            sql(world, "update resource_link set due_at = now() - interval '3 days'");
            sql(world, "insert into nudge select c.id, m.id, c.id from context c, module m");
            sql(
                    world,
                    "insert into outbox (kind, key, lane, learner_id) select 'digest', id, id, id from learner"
                            + " where sub = 'l1'");
            Visitor admin = world.launch("admin");
            Eventually.holds(
                    why,
                    Duration.ofSeconds(30),
                    () -> admin.get(admin.base() + "/admin/deliveries").body().contains(why));
            assertThat(sink.mails()).isEmpty();
        }
    }

    private static void sql(TestServer world, String sql) {
        Await.result(world.pool().query(sql).execute());
    }

    private static Map<String, String> environment(MailSink sink, String password, @Nullable Path trust) {
        Map<String, String> environment = new HashMap<>(sink.environment());
        environment.put("WAYMARK_MAIL_URL", "smtps://learn%40school:" + password + "@localhost:" + sink.port());
        if (trust != null) {
            environment.put("WAYMARK_MAIL_TRUST", trust.toString());
        }
        return environment;
    }

    private static MailServer server(MailSink sink, String host, boolean tls, String password, @Nullable Path trust) {
        return new MailServer(host, sink.port(), tls, USER, password, "learning@school.example", trust);
    }

    private static Future<Void> send(MailServer server) {
        return new Mailer(vertx, server).send(LETTER);
    }

    /** Why nothing left, which is certain. */
    private static String refusal(MailSink sink, MailServer server) {
        Undelivered refusal = catchThrowableOfType(Undelivered.class, () -> awaited(send(server)));
        assertThat(refusal.refused()).as("it certainly did not leave").isTrue();
        assertThat(refusal.forGood()).as("worth another try").isFalse();
        assertThat(sink.mails()).isEmpty();
        return String.valueOf(refusal.getMessage());
    }

    private static void awaited(Future<Void> sending) throws Throwable {
        Future<Void> ended = Await.result(sending.transform(result -> Future.succeededFuture(sending)));
        if (ended.failed()) {
            throw ended.cause();
        }
    }
}
