package dev.waymark.server.demo;

import dev.waymark.lti.emulator.world.Tool;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.NoSuchElementException;

/** What only the LMS's administrator may do: tools, and copies of courses. */
final class AdministrationRoutes {
    private final Lms lms;
    private final LmsViews views;
    private final LmsPages pages;
    private final LmsRoutes people;
    private final ToolClient tools;

    AdministrationRoutes(Lms lms, LmsPages pages, LmsRoutes people, ToolClient tools) {
        this.lms = lms;
        this.views = new LmsViews(lms);
        this.pages = pages;
        this.people = people;
        this.tools = tools;
    }

    void mount(Router router) {
        router.route("/administration*").handler(this::onlyAdministrators);
        router.get("/administration").respond(this::show);
        router.get("/administration/calls").respond(this::calls);
        router.get("/administration/tools/:link").respond(this::open);
        router.get("/administration/register").respond(this::register);
        LmsRoutes.form(router, "/administration/activate").respond(this::activate);
        LmsRoutes.form(router, "/administration/copy").respond(this::copy);
    }

    private Future<Void> show(RoutingContext ctx) {
        return people.send(ctx, "administration", views.administration(shell(ctx, "Site administration")));
    }

    private Future<Void> calls(RoutingContext ctx) {
        return people.send(ctx, "calls", views.administration(shell(ctx, "Service calls")));
    }

    private Future<Void> open(RoutingContext ctx) {
        var link = lms.world().link(ctx.pathParam("link"));
        var source = "/launch/link/" + link.id();
        return people.send(ctx, "frame", frame(shell(ctx, link.title()), "", source, source + "?window=1"));
    }

    /** Opens the address that a tool has given its new administrator, with our configuration and a token. */
    private Future<Void> register(RoutingContext ctx) {
        var address = web(ctx.request().getParam("url", ""));
        var token = lms.platform().invite(null);
        var source = ToolRegistration.start(address, lms.platform().configuration(), token);
        var lead = "Confirm in the tool. It then appears under Tools, where you activate it.";
        var origin = address.getScheme() + "://" + address.getAuthority();
        var view = new FrameView(
                shell(ctx, "Register a tool"), lead, source.toString(), "/administration", origin, null, null);
        return pages.send(ctx.response(), "frame", view, origin);
    }

    private Future<Void> activate(RoutingContext ctx) {
        var tool = lms.world().findTool(ctx.request().getFormAttribute("client"));
        if (tool == null) {
            throw new NoSuchElementException();
        }
        activate(lms, tool);
        return lms.save().compose(saved -> LmsRoutes.redirect(ctx, "/administration"));
    }

    /** An active tool has a place outside the courses, where administrators open it. */
    static void activate(Lms lms, Tool tool) {
        lms.world().add(tool.activated());
        var deployment = lms.world().deployments().stream()
                .filter(placed -> placed.clientId().equals(tool.clientId()))
                .findFirst()
                .orElseThrow();
        var placed = lms.world().linksOf("").stream()
                .anyMatch(link -> link.deployment().equals(deployment.id()));
        if (!placed) {
            lms.platform().place("", deployment.id(), tool.name() + " administration", tool.target());
        }
    }

    private Future<Void> copy(RoutingContext ctx) {
        var course = lms.world().course(ctx.request().getFormAttribute("course"));
        var copied = lms.platform().copy(course.id(), course.title() + " (copy)");
        course.members().forEach(member -> lms.world().enrol(copied.course().id(), member));
        var told = copied.notices().stream().map(tools::send).toList();
        return lms.save()
                .compose(saved -> Future.join(told).otherwiseEmpty())
                .compose(sent ->
                        LmsRoutes.redirect(ctx, "/courses/" + copied.course().id()));
    }

    private FrameView frame(Shell shell, String lead, String source, String window) {
        return new FrameView(shell, lead, source, "/administration", people.toolOrigins(), window, null);
    }

    private Shell shell(RoutingContext ctx, String title) {
        return views.shell(title, people.me(ctx), null, "administration", "/administration");
    }

    private void onlyAdministrators(RoutingContext ctx) {
        if (Parts.of(people.me(ctx), null).equals(Parts.ADMINISTRATOR)) {
            ctx.next();
        } else {
            ctx.fail(404);
        }
    }

    private static URI web(String text) {
        try {
            var uri = new URI(text.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new NoSuchElementException("Not an address", e);
        }
        throw new NoSuchElementException("Not a web address");
    }
}
