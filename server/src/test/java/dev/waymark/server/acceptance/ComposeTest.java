package dev.waymark.server.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.server.Eventually;
import dev.waymark.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The compose file with images that are here: runs where a Docker engine holds {@code waymark} and {@code postgres:17}. */
class ComposeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = TestServer.freePort();
    private List<String> compose = List.of();

    @BeforeEach
    void engineAndImages() {
        assumeTrue(
                run("docker", "image", "inspect", "waymark:latest", "postgres:17")
                                .code()
                        == 0,
                "No container engine here that holds both images");
        compose = run("docker", "compose", "version").code() == 0
                ? List.of("docker", "compose", "-p", "waymark-test")
                : List.of("docker-compose", "-p", "waymark-test");
        assumeTrue(compose("version").code() == 0, "No Compose beside the engine");
    }

    @AfterEach
    void takeDown() {
        if (!compose.isEmpty()) {
            compose("down", "--volumes");
        }
    }

    @Test
    void comesUpHealthyWithoutRootAndKeepsItsDataWhenTakenDown() {
        assertThat(compose("config").output()).contains("127.0.0.1:" + port + ":8080");
        up();
        assertThat(compose("exec", "-T", "waymark", "id", "-u").output().strip())
                .isNotEqualTo("0");
        String keys = body("/lti/jwks");
        assertThat(keys).contains("\"kid\"");
        String link = compose("exec", "-T", "waymark", "java", "-jar", "/opt/waymark/waymark.jar", "signin")
                .output();
        assertThat(link).contains("http://localhost:" + port + "/");
        assertThat(compose("down").code()).isZero();
        up();
        assertThat(body("/lti/jwks")).isEqualTo(keys);
    }

    private void up() {
        Result up = compose("up", "-d", "--no-build");
        assertThat(up.code()).as(up.output()).isZero();
        Eventually.holds("the server is ready", Duration.ofMinutes(3), () -> status("/health/ready") == 200);
        Eventually.holds(
                "both containers say that they are healthy",
                Duration.ofMinutes(1),
                () -> compose("ps").output().split("\\(healthy\\)", -1).length == 3);
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private String body(String path) {
        try {
            return get(path).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Result(int code, String output) {}

    private Result compose(String... arguments) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private Result run(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "POSTGRES_PASSWORD",
                        "onlyForThisTest1",
                        "WAYMARK_SECRET",
                        "only-for-this-test-only-for-this-test",
                        "WAYMARK_PUBLIC_URL",
                        "http://localhost:" + port,
                        "WAYMARK_PORT",
                        "" + port));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException notInstalled) {
            return new Result(127, notInstalled.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
