package dev.waymark.server.demo;

import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a tool into the LMS: registration, activities, and something to see. */
final class FirstDay {
    private static final Logger LOG = LoggerFactory.getLogger(FirstDay.class);

    private final Lms lms;
    private final ToolClient tools;
    private final URI tool;

    FirstDay(Lms lms, ToolClient tools, URI tool) {
        this.lms = lms;
        this.tools = tools;
        this.tool = tool;
    }

    /** Does nothing when the tool still knows us. */
    Future<Void> prepare() {
        return known().compose(
                        known -> known ? Future.succeededFuture() : register().compose(registered -> work()));
    }

    /** Whether the tool would start a launch for the registration we have. */
    private Future<Boolean> known() {
        if (lms.world().tools().isEmpty()) {
            return Future.succeededFuture(false);
        }
        var client = lms.world().tools().get(0);
        var query = FormBody.encode(Map.of(
                "iss", lms.platform().site().issuer(),
                "client_id", client.clientId(),
                "login_hint", Cast.TEACHER,
                "target_link_uri", client.target().toString(),
                "lti_message_hint", "probe"));
        return tools.send(new LtiRequest("GET", URI.create(client.login() + "?" + query), Map.of(), null))
                .map(answer -> answer.status() < 400);
    }

    private Future<Void> register() {
        var platform = lms.platform();
        LOG.info("Registering {} with the demo LMS", tool);
        return new ToolRegistration(tools)
                .confirm(tool.resolve("/lti/register"), platform.configuration(), platform.invite(null))
                .compose(registered -> place());
    }

    /** The tool that registered last takes over what an earlier registration of it was used for. */
    private Future<Void> place() {
        var known = lms.world().tools();
        if (known.isEmpty()) {
            return Future.failedFuture(new IllegalStateException("The tool has not registered"));
        }
        var registered = known.get(known.size() - 1);
        known.subList(0, known.size() - 1).forEach(old -> lms.world().replace(old.clientId(), registered.clientId()));
        AdministrationRoutes.activate(lms, registered);
        for (var course : List.of(Cast.COURSE, Cast.ONBOARDING)) {
            if (lms.world().linksOf(course).isEmpty()) {
                lms.platform().place(course, deployment(registered.clientId()), "Learning path", registered.target());
            }
        }
        return lms.save();
    }

    private String deployment(String client) {
        return lms.world().deployments().stream()
                .filter(deployment -> deployment.clientId().equals(client))
                .map(Deployment::id)
                .findFirst()
                .orElseThrow();
    }

    /** The teacher looks in at the end, for which the tool reads the roster. */
    private Future<Void> work() {
        var history = new History(lms, tools, tool);
        var link = lms.world().linksOf(Cast.COURSE).get(0).id();
        return history.make(link)
                .compose(done -> history.launch(link, Cast.TEACHER))
                .compose(rosterRead -> lms.save());
    }
}
