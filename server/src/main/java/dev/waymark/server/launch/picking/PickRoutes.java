package dev.waymark.server.launch.picking;

import dev.waymark.lti.deeplinking.DeepLinkingResponse;
import dev.waymark.lti.deeplinking.LtiResourceLinkItem;
import dev.waymark.lti.launch.WebOrigin;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.launch.Sessions;
import dev.waymark.server.platforms.LtiKeys;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SecurityHeaders;
import dev.waymark.server.web.Session;
import dev.waymark.server.web.SessionGate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The page on which a teacher chooses what a course links to, and the signed answer that hands it over. */
public final class PickRoutes {
    private static final String PATH = "/l/:launch/link";
    private final Vertx vertx;
    private final Sessions sessions;
    private final Editions editions;
    private final LtiKeys keys;
    private final Pages pages;
    private final URI publicUrl;
    private final Clock clock;

    public PickRoutes(
            Vertx vertx, Sessions sessions, Editions editions, LtiKeys keys, Pages pages, URI publicUrl, Clock clock) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.editions = editions;
        this.keys = keys;
        this.pages = pages;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(this::show);
        routes.post(PATH).respond(this::answer);
    }

    private Future<Void> show(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        return request(session)
                .compose(request -> items().compose(items -> {
                    PickerView view = new PickerView(
                            pages.page(ctx, null),
                            "/l/" + session.launch() + "/link",
                            request.takesLinks() ? items : List.of(),
                            request.takesLinks(),
                            request.takesSeveral(),
                            request.takesLineItems(),
                            request.settings().title());
                    return pages.send(ctx, "launch/picker.jte", view);
                }));
    }

    /** 404 for a launch that asked for nothing. */
    private Future<PickRequest> request(Session session) {
        return sessions.detail(session).map(detail -> detail.path("pick")).map(kept -> {
            if (!kept.isObject()) {
                throw Problem.notFound();
            }
            return PickRequest.of(kept);
        });
    }

    private Future<List<PickedItem>> items() {
        return editions.all()
                .map(all -> all.stream()
                        .flatMap((Edition edition) -> PickedItem.of(edition).stream())
                        .toList());
    }

    private Future<Void> answer(RoutingContext ctx) {
        Session session = SessionGate.of(ctx);
        MultiMap form = ctx.request().formAttributes();
        return request(session)
                .compose(request -> items().map(items -> chosen(form, request, items))
                        .compose(chosen -> signed(DeepLinkingResponse.of(request.launch(), chosen)))
                        .compose(answer -> handOver(ctx, session, answer)));
    }

    private List<LtiResourceLinkItem> chosen(MultiMap form, PickRequest request, List<PickedItem> items) {
        if (!"add".equals(form.get("do"))) {
            return List.of();
        }
        List<String> wanted = form.getAll("item");
        List<PickedItem> chosen =
                items.stream().filter(item -> wanted.contains(item.id())).toList();
        if (chosen.isEmpty() || chosen.size() < wanted.stream().distinct().count()) {
            throw Problem.badField("item", "Choose at least one item of the list.");
        }
        if (chosen.size() > 1 && !request.takesSeveral()) {
            throw Problem.badField("item", "The LMS takes one item at a time.");
        }
        boolean graded = "yes".equals(form.get("graded"));
        return chosen.stream()
                .map(item -> request.takesLineItems() ? asked(item, graded) : link(item, item.custom()))
                .toList();
    }

    /** Without a column the link says so itself, or one would be made with the first score. */
    private LtiResourceLinkItem asked(PickedItem item, boolean graded) {
        if (graded) {
            return link(item, item.custom())
                    .withLineItem(new LtiResourceLinkItem.NewLineItem(
                            item.title(), BigDecimal.valueOf(100), item.id(), LinkScope.TAG));
        }
        Map<String, String> custom = new HashMap<>(item.custom());
        custom.put(LinkScope.GRADED, "no");
        return link(item, custom);
    }

    private LtiResourceLinkItem link(PickedItem item, Map<String, String> custom) {
        return LtiResourceLinkItem.of(publicUrl.resolve("/lti/launch"), item.title(), custom);
    }

    private Future<DeepLinkingResponse.Form> signed(DeepLinkingResponse response) {
        return keys.current()
                .compose(ring -> vertx.executeBlocking(() -> response.form(ring.current(), clock.instant()), false));
    }

    private Future<Void> handOver(RoutingContext ctx, Session session, DeepLinkingResponse.Form answer) {
        SecurityHeaders.framedByAndPostingTo(
                ctx, session.frames(), WebOrigin.of(answer.action()).toString());
        HandBackView view =
                new HandBackView(pages.page(ctx, null), answer.action().toString(), answer.fields());
        return pages.send(ctx, "launch/handback.jte", view);
    }
}
