package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Launch;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.server.web.Redirect;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The pages of the LMS. */
final class LmsRoutes {
    private static final String PERSON_COOKIE = "lms_person";

    private final Lms lms;
    private final LmsViews views;
    private final LmsPages pages;
    private final Relay relay;

    LmsRoutes(Lms lms, LmsPages pages, Relay relay) {
        this.lms = lms;
        this.views = new LmsViews(lms);
        this.pages = pages;
        this.relay = relay;
    }

    void mount(Router router) {
        router.route().handler(this::sameHost);
        router.get("/static/:name").respond(ctx -> pages.sendFile(ctx.response(), ctx.pathParam("name")));
        router.get("/").respond(ctx -> redirect(ctx, "/courses/" + firstCourse().id()));
        router.get("/courses/:course").respond(this::course);
        router.get("/courses/:course/activities/:link").respond(this::activity);
        router.get("/courses/:course/people").respond(this::people);
        router.get("/courses/:course/grades").respond(ctx -> grades(ctx, "grades"));
        router.get("/courses/:course/grades/table").respond(ctx -> grades(ctx, "gradestable"));
        router.get("/courses/:course/add").respond(this::pick);
        router.get("/launch/link/:link").respond(this::launchLink);
        router.get("/launch/pick/:course").respond(this::launchPicker);
        router.get("/return").respond(this::comeBack);
        router.get("/storage").respond(this::storage);
        form(router, "/person").respond(this::switchPerson);
        form(router, "/switches").respond(this::turn);
        router.errorHandler(404, ctx -> failed(ctx, 404));
        router.errorHandler(500, ctx -> failed(ctx, ctx.failure() instanceof NoSuchElementException ? 404 : 500));
    }

    /** A route that takes a form of this site. */
    static Route form(Router router, String path) {
        return router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(64 * 1024))
                .handler(LmsRoutes::sameOrigin);
    }

    private Future<Void> course(RoutingContext ctx) {
        var course = courseOf(ctx);
        var shell = views.shell(
                course.title(), me(ctx), course, "course", ctx.request().uri());
        return send(ctx, "course", views.course(shell, course));
    }

    private Future<Void> activity(RoutingContext ctx) {
        var course = courseOf(ctx);
        var link = lms.world().link(ctx.pathParam("link"));
        var shell = views.shell(
                link.title(), me(ctx), course, "course", ctx.request().uri());
        var source = "/launch/link/" + link.id();
        return send(
                ctx,
                "frame",
                frame(shell, "", source, "/courses/" + course.id(), link.deployment(), source + "?window=1"));
    }

    private Future<Void> pick(RoutingContext ctx) {
        var course = courseOf(ctx);
        var shell = views.shell(
                "Add an activity", me(ctx), course, "course", ctx.request().uri());
        if (!shell.teaches()) {
            throw new NoSuchElementException();
        }
        var lead = "Choose in the tool what this course should offer. It appears on the course page afterwards.";
        return send(
                ctx,
                "frame",
                frame(shell, lead, "/launch/pick/" + course.id(), "/courses/" + course.id(), deployment(), null));
    }

    private Future<Void> people(RoutingContext ctx) {
        var course = courseOf(ctx);
        var shell =
                views.shell("People", me(ctx), course, "people", ctx.request().uri());
        return send(ctx, "people", views.people(shell, course));
    }

    private Future<Void> grades(RoutingContext ctx, String template) {
        var course = courseOf(ctx);
        var shell =
                views.shell("Grades", me(ctx), course, "grades", ctx.request().uri());
        return send(ctx, template, views.grades(shell, course));
    }

    private Future<Void> launchLink(RoutingContext ctx) {
        var launch = lms.platform().open(ctx.pathParam("link"), me(ctx).id());
        return launch(ctx, ctx.queryParams().contains("window") ? launch.inWindow() : launch);
    }

    private Future<Void> launchPicker(RoutingContext ctx) {
        return launch(ctx, lms.platform().pick(deployment(), courseOf(ctx).id(), me(ctx).id()));
    }

    /** The form that starts a launch, as the platform's profile wants it sent. */
    private Future<Void> launch(RoutingContext ctx, Launch launch) {
        var login = relay.through(
                lms.platform().start(launch.speaking(lms.switches().language())), lms.switches());
        return send(ctx, "launch", new LaunchView(address(login), login.method(), FormBody.decode(fields(login))));
    }

    private static String address(LtiRequest login) {
        var address = login.uri().toString();
        return login.method().equals("GET") ? address.substring(0, address.indexOf('?')) : address;
    }

    private static String fields(LtiRequest login) {
        return login.body() == null ? String.valueOf(login.uri().getRawQuery()) : login.body();
    }

    private Future<Void> comeBack(RoutingContext ctx) {
        var course = ctx.queryParams().get("course");
        boolean known = course != null && lms.world().findCourse(course) != null;
        return redirect(ctx, known ? "/courses/" + course : "/");
    }

    private Future<Void> storage(RoutingContext ctx) {
        return send(ctx, "storage", toolOrigins());
    }

    private Future<Void> switchPerson(RoutingContext ctx) {
        var person = lms.person(ctx.request().getFormAttribute("person"));
        ctx.response()
                .addCookie(Cookie.cookie(PERSON_COOKIE, person.id())
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX));
        return redirect(ctx, local(ctx.request().getFormAttribute("here")));
    }

    private Future<Void> turn(RoutingContext ctx) {
        var form = ctx.request().formAttributes();
        lms.turn(Switches.of(
                form.contains("cookies"),
                form.contains("down"),
                form.contains("slow"),
                form.contains("language") ? form.get("language") : "en"));
        return redirect(ctx, local(form.get("here")));
    }

    private FrameView frame(
            Shell shell, String lead, String source, String back, String deployment, @Nullable String window) {
        var target = lms.platform().site().profile().storageTarget();
        var storageFrame = target == null || target.equals("_parent") ? null : target;
        return new FrameView(shell, lead, source, back, toolOrigins(), window, storageFrame);
    }

    private Course courseOf(RoutingContext ctx) {
        return lms.world().course(ctx.pathParam("course"));
    }

    private Course firstCourse() {
        return lms.world().courses().get(0);
    }

    private String deployment() {
        return lms.world().deployments().iterator().next().id();
    }

    Person me(RoutingContext ctx) {
        var cookie = ctx.request().getCookie(PERSON_COOKIE);
        return lms.person(cookie == null ? null : cookie.getValue());
    }

    String toolOrigins() {
        var origins = lms.world().tools().stream()
                .map(tool -> tool.login().getScheme() + "://" + tool.login().getAuthority())
                .distinct()
                .toList();
        return String.join(" ", origins) + " " + relay.origin();
    }

    Future<Void> send(RoutingContext ctx, String template, Object view) {
        return pages.send(ctx.response(), template, view, toolOrigins());
    }

    static Future<Void> redirect(RoutingContext ctx, String path) {
        return Redirect.to(ctx, path);
    }

    private void failed(RoutingContext ctx, int status) {
        ctx.response().setStatusCode(status);
        var sentence = status == 404 ? "There is no such page here." : "Something went wrong in the LMS.";
        var shell = views.shell(sentence, me(ctx), null, "", "/");
        send(ctx, "missing", shell);
    }

    /** Cookies of this site and of the tool must not share a host name. */
    private void sameHost(RoutingContext ctx) {
        var authority = ctx.request().authority();
        var here = lms.platform().site().pages();
        if (authority != null
                && authority.host().equals("localhost")
                && !here.getHost().equals("localhost")) {
            redirect(ctx, here + ctx.request().uri());
        } else {
            ctx.next();
        }
    }

    /** Only our own pages change anything. */
    private static void sameOrigin(RoutingContext ctx) {
        var site = ctx.request().getHeader("Sec-Fetch-Site");
        if (site != null && !List.of("same-origin", "none").contains(site)) {
            ctx.response().setStatusCode(403).end("Not from here.");
        } else {
            ctx.next();
        }
    }

    /** A path of this site, whatever the form says. */
    private static String local(@Nullable String here) {
        return here != null && here.startsWith("/") && !here.startsWith("//") && !here.contains("\\") ? here : "/";
    }
}
