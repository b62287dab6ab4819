package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.server.nudges.MailServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final String SECRET = "a secret of more than thirty-two characters";

    @Test
    void runsOnThisMachineWithoutAnyVariable() {
        Config config = Config.from(Map.of());
        assertThat(config.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.databaseUrl()).isNull();
        assertThat(config.secret()).isNull();
        assertThat(config.openRegistration()).isFalse();
        assertThat(config.outboundAllow()).isEmpty();
        assertThat(config.outboundPatience()).hasSeconds(30);
        assertThat(config.metricsToken()).isNull();
        assertThat(config.dataDir()).hasFileName(".waymark");
    }

    @Test
    void listensOnThePortOfThePublicUrlUnlessToldOtherwise() {
        assertThat(Config.from(Map.of("WAYMARK_PUBLIC_URL", "http://localhost:9000"))
                        .port())
                .isEqualTo(9000);
        assertThat(Config.from(Map.of("WAYMARK_PUBLIC_URL", "https://learn.example.org"))
                        .port())
                .isEqualTo(8080);
        assertThat(Config.from(Map.of("WAYMARK_PUBLIC_URL", "https://learn.example.org", "WAYMARK_PORT", "7070"))
                        .port())
                .isEqualTo(7070);
    }

    @Test
    void takesAnEmptyVariableForNone() {
        Config config = Config.from(Map.of(
                "WAYMARK_PORT", " ",
                "WAYMARK_HOST", "",
                "DATABASE_URL", "",
                "WAYMARK_SECRET", "",
                "WAYMARK_METRICS_TOKEN", ""));
        assertThat(config).isEqualTo(Config.from(Map.of()));
    }

    @Test
    void reportsEveryMistakeAtOnce() {
        assertThat(mistakes(Map.of(
                        "WAYMARK_PUBLIC_URL", "ftp://learn.example.org",
                        "WAYMARK_PORT", "eighty",
                        "DATABASE_URL", "mysql://db",
                        "WAYMARK_REGISTRATION", "anyone",
                        "WAYMARK_OUTBOUND_ALLOW", "intranet")))
                .hasSize(6)
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_PUBLIC_URL "))
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_PORT "))
                .anyMatch(mistake -> mistake.startsWith("DATABASE_URL "))
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_REGISTRATION "))
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_OUTBOUND_ALLOW "))
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_SECRET is missing"));
    }

    @Test
    void readsAMailServer() {
        MailServer mail = Config.from(Map.of(
                        "WAYMARK_MAIL_URL", "smtp://learn%40school:p%3Ass+1@mail.example.org",
                        "WAYMARK_MAIL_FROM", "learning@example.org"))
                .mail();
        assertThat(mail)
                .isEqualTo(new MailServer(
                        "mail.example.org", 587, false, "learn@school", "p:ss+1", "learning@example.org", null));
        assertThat(MailServer.parse(URI.create("smtps://mail.example.org"), "a@b.example", null))
                .isEqualTo(new MailServer("mail.example.org", 465, true, null, null, "a@b.example", null));
    }

    @Test
    void reportsMistakesOfTheMailServerTogether() {
        assertThat(mistakes(Map.of("WAYMARK_MAIL_URL", "mail.example.org", "WAYMARK_MAIL_FROM", "me@x\r\nBcc: you@y")))
                .hasSize(2)
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_MAIL_URL must be smtp://"))
                .anyMatch(mistake -> mistake.startsWith("WAYMARK_MAIL_FROM must be an address"));
        assertThat(mistakes(Map.of("WAYMARK_MAIL_URL", "smtps://mail.example.org")))
                .singleElement()
                .asString()
                .endsWith("WAYMARK_MAIL_FROM is missing.");
        assertThat(mistakes(Map.of("WAYMARK_MAIL_FROM", "me@example.org")))
                .singleElement()
                .asString()
                .endsWith("WAYMARK_MAIL_URL is missing.");
        assertThat(mistakes(Map.of("WAYMARK_MAIL_TRUST", "/nowhere/mail.pem")))
                .singleElement()
                .asString()
                .startsWith("WAYMARK_MAIL_TRUST must name a file of PEM certificates");
    }

    @Test
    void refusesOpenRegistrationToTheWorld() {
        assertThat(mistakes(Map.of("WAYMARK_REGISTRATION", "open", "WAYMARK_PUBLIC_URL", "https://learn.example.org")))
                .singleElement()
                .asString()
                .contains("only for a loopback host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void opensRegistrationOnThisMachine(String publicUrl) {
        assertThat(Config.from(Map.of("WAYMARK_REGISTRATION", "open", "WAYMARK_PUBLIC_URL", publicUrl))
                        .openRegistration())
                .isTrue();
    }

    @Test
    void wantsASecretBesideADatabase() {
        String database = "postgresql://waymark:pass@db:5432/waymark";
        assertThat(mistakes(Map.of("DATABASE_URL", database))).hasSize(1);
        assertThat(mistakes(Map.of("DATABASE_URL", database, "WAYMARK_SECRET", "short")))
                .singleElement()
                .asString()
                .contains("at least 32 characters");
        assertThat(Config.from(Map.of("DATABASE_URL", database, "WAYMARK_SECRET", SECRET))
                        .secret())
                .isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "WAYMARK_PUBLIC_URL, https://learn.example.org/tool",
        "WAYMARK_PUBLIC_URL, https://learn.example.org?x=1",
        "WAYMARK_PUBLIC_URL, https://user@learn.example.org",
        "WAYMARK_PUBLIC_URL, learn.example.org",
        "WAYMARK_PUBLIC_URL, 'https://learn example.org'",
        "WAYMARK_PORT, -1",
        "WAYMARK_PORT, 65536",
        "DATABASE_URL, postgresql://db/waymark",
        "DATABASE_URL, postgresql://waymark@db",
        "WAYMARK_OUTBOUND_ALLOW, 10.0.0.0/33",
        "WAYMARK_OUTBOUND_ALLOW, 10.0.0.0/x",
        "WAYMARK_OUTBOUND_PATIENCE, 0",
        "WAYMARK_OUTBOUND_PATIENCE, 121",
        "WAYMARK_OUTBOUND_PATIENCE, 2.5",
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        assertThat(mistakes(Map.of(name, value, "WAYMARK_SECRET", SECRET)))
                .singleElement()
                .asString()
                .startsWith(name + " ");
    }

    private static List<String> mistakes(Map<String, String> environment) {
        Config.Mistakes mistakes = catchThrowableOfType(Config.Mistakes.class, () -> Config.from(environment));
        assertThat(mistakes).as("nothing was found wrong with " + environment).isNotNull();
        return mistakes.all();
    }
}
