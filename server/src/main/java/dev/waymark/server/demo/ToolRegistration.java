package dev.waymark.server.demo;

import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiResponse;
import io.vertx.core.Future;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** Registers a tool as an administrator does: opens its page and confirms the form on it. */
final class ToolRegistration {
    private final Visitor visitor;

    ToolRegistration(ToolClient tools) {
        this.visitor = new Visitor(tools);
    }

    static URI start(URI address, URI configuration, String token) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("openid_configuration", configuration.toString());
        parameters.put("registration_token", token);
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + FormBody.encode(parameters));
    }

    Future<Void> confirm(URI address, URI configuration, String token) {
        return visitor.get(start(address, configuration, token))
                .compose(page -> successful("The tool shows no registration page", page))
                .compose(page -> visitor.submit(page, Map.of()))
                .compose(page -> successful("The tool did not register", page))
                .mapEmpty();
    }

    private static Future<Visitor.Visited> successful(String what, Visitor.Visited page) {
        LtiResponse response = page.response();
        return response.successful()
                ? Future.succeededFuture(page)
                : Future.failedFuture(new IllegalStateException(what + ": " + response.status() + " at " + page.uri()));
    }
}
