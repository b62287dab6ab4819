package dev.waymark.server.load;

import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.TestPlatform;
import dev.waymark.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;

/** Launches by nine learners in turns, as a browser makes them: login, the LMS's answer, launch. */
record Launches(TestServer world, Load load) {

    void product(int n) throws IOException, InterruptedException {
        HttpResponse<String> login = login(world.url().resolve("/lti/login"), n);
        String cookies = login.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
        load.send(
                "POST",
                world.url().resolve("/lti/launch"),
                FormBody.encode(token(login)),
                "Cookie",
                cookies,
                "Content-Type",
                FormBody.MEDIA_TYPE);
    }

    void floor(Floor floor, int n) throws IOException, InterruptedException {
        HttpResponse<String> login = login(floor.url().resolve("/login"), n);
        load.send("POST", floor.url().resolve("/launch"), FormBody.encode(token(login)));
    }

    private HttpResponse<String> login(URI at, int n) throws IOException, InterruptedException {
        LtiRequest start = world.emulator().start(open(n));
        String parameters =
                start.body() == null || start.body().isEmpty() ? start.uri().getRawQuery() : start.body();
        // Without the LMS's storage, so that the tool answers with a redirect.
        String plain = parameters.replaceAll("&?lti_storage_target=[^&]*", "");
        return load.send("GET", URI.create(at + "?" + plain), "");
    }

    private Launch open(int n) {
        return world.emulator().open(TestPlatform.LINK, "l" + (n % 9 + 1));
    }

    private Map<String, String> token(HttpResponse<String> login) {
        return world.visitor()
                .authenticate(URI.create(login.headers().firstValue("Location").orElseThrow()));
    }
}
