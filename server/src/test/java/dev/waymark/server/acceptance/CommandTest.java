package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.TestServer;
import dev.waymark.server.commands.InviteCommand;
import dev.waymark.server.commands.KeysCommand;
import dev.waymark.server.commands.PlatformCommand;
import dev.waymark.server.commands.SignInCommand;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Commands beside a running server, on its database. */
class CommandTest {
    private static TestServer world;

    @BeforeAll
    static void start() {
        world = TestServer.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Map<String, String> environment() {
        return world.environment();
    }

    @Test
    void addsApprovesAndRemovesAPlatform() {
        int added = platform(
                "add",
                "--issuer=https://typed.example.org",
                "--client-id=typed",
                "--auth-url=https://typed.example.org/auth",
                "--token-url=https://typed.example.org/token",
                "--jwks-url=https://typed.example.org/jwks");
        assertThat(added).isZero();
        assertThat(platform("list")).isZero();
        assertThat(platform("approve", "typed", "--deployment=7", "--trust-admins"))
                .isZero();
        assertThat(Database.count(
                        world,
                        "select count(*) as n from deployment where deployment_id = '7' and trust_administrators"))
                .isEqualTo(1);
        assertThat(platform("remove", "typed")).isZero();
        assertThat(platform("remove", "typed"))
                .as("there is no such registration any more")
                .isNotZero();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThat(platform(
                        "add",
                        "--issuer=https://x.example",
                        "--client-id=x",
                        "--auth-url=ftp://x.example/auth",
                        "--token-url=https://x.example/token",
                        "--jwks-url=https://x.example/jwks"))
                .isNotZero();
    }

    @Test
    void makesLinks() {
        assertThat(new CommandLine(new InviteCommand(environment())).execute("--trust-admins"))
                .isZero();
        assertThat(new CommandLine(new SignInCommand(environment())).execute()).isZero();
        assertThat(Database.count(world, "select count(*) as n from one_time_link"))
                .isEqualTo(2);
    }

    @Test
    void rotatesKeys() {
        assertThat(new CommandLine(new KeysCommand(environment())).execute("rotate"))
                .isZero();
        assertThat(Database.count(world, "select count(*) as n from tool_key where state = 'previous'"))
                .isEqualTo(1);
    }

    @Test
    void declaresALostKeyOnceThereIsOne() {
        CommandLine keys = new CommandLine(new KeysCommand(environment()));
        assertThat(keys.execute("compromised", "nobody's", "--since", "2026-01-01T00:00:00Z"))
                .isNotZero();
        assertThat(keys.execute("compromised", "es256-1")).isNotZero();
    }

    private static int platform(String... arguments) {
        return new CommandLine(new PlatformCommand(environment())).execute(arguments);
    }
}
