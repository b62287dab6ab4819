package dev.waymark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpsWithEveryCommand() {
        Main.commands(Map.of()).getSubcommands().forEach((name, command) -> {
            assertThat(run(Map.of(), name, "--help")).as(name).isZero();
            assertThat(out.toString()).contains("Usage: waymark " + name);
            command.getSubcommands().keySet().forEach(part -> {
                assertThat(run(Map.of(), name, part, "--help")).as(part).isZero();
                assertThat(out.toString()).contains("Usage: waymark " + name + " " + part);
            });
        });
    }

    @Test
    void namesItsVersion() {
        assertThat(run(Map.of(), "--version")).isZero();
        assertThat(out.toString()).startsWith("waymark ");
    }

    @Test
    void showsItsCommandsToWhoeverNamesNone() {
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(err.toString()).contains("serve").contains("demo");
    }

    @Test
    void listsEveryMistakeOfTheEnvironmentAndDoesNotStart() {
        Map<String, String> wrong = Map.of("WAYMARK_PORT", "x", "WAYMARK_REGISTRATION", "y");
        assertThat(run(wrong, "serve")).isEqualTo(2);
        assertThat(err.toString()).contains("WAYMARK_PORT must").contains("WAYMARK_REGISTRATION must");
    }

    @Test
    void saysInASentenceThatTheDatabaseIsOutOfReach() {
        Map<String, String> unreachable =
                Map.of("DATABASE_URL", "postgresql://waymark@127.0.0.1:1/waymark", "WAYMARK_SECRET", TestServer.SECRET);
        assertThat(run(unreachable, "migrate")).isEqualTo(1);
        assertThat(err.toString()).startsWith("The database cannot be used: ").doesNotContain("\tat ");
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine waymark = Main.commands(environment);
        waymark.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return waymark.execute(arguments);
    }
}
