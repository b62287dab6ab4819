package dev.waymark.server.platforms;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.registration.PlatformConfiguration;
import dev.waymark.lti.registration.ProductFamily;
import dev.waymark.server.outbound.Outbound;
import dev.waymark.server.web.ErrorView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Routes;
import dev.waymark.server.web.SameOrigin;
import dev.waymark.server.web.SecurityHeaders;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page that an LMS opens, usually in a frame, when its administrator adds this tool. */
public final class RegistrationRoutes {
    private static final String PATH = "/lti/register";
    private final Registering registering;
    private final Pages pages;
    private final SameOrigin sameOrigin;

    public RegistrationRoutes(Registering registering, Pages pages, SameOrigin sameOrigin) {
        this.registering = registering;
        this.pages = pages;
        this.sameOrigin = sameOrigin;
    }

    public void mount(Routes routes) {
        routes.get(PATH).respond(this::show);
        routes.post(PATH).respond(this::confirm);
    }

    private Future<Void> show(RoutingContext ctx) {
        SecurityHeaders.framedByAnyone(ctx);
        Registering.Asked asked = asked(ctx);
        return registering
                .look(asked)
                .compose(offer -> pages.send(ctx, "platforms/register.jte", view(ctx, asked, offer)))
                .recover(failure -> explain(ctx, failure));
    }

    private Future<Void> confirm(RoutingContext ctx) {
        SecurityHeaders.framedByAnyone(ctx);
        sameOrigin.require(ctx);
        return registering
                .confirm(asked(ctx))
                .compose(done -> pages.send(
                        ctx,
                        "platforms/registered.jte",
                        new RegisteredView(
                                pages.page(ctx, null),
                                done.platform().issuer(),
                                done.result().clientId(),
                                done.result().deploymentId(),
                                !done.active() || done.result().deploymentId() == null)))
                .recover(failure -> explain(ctx, failure));
    }

    private static Registering.Asked asked(RoutingContext ctx) {
        return new Registering.Asked(configuration(ctx), given(ctx, "registration_token"), given(ctx, "invite"));
    }

    private static URI configuration(RoutingContext ctx) {
        String given = given(ctx, "openid_configuration");
        if (given == null) {
            throw Problem.badField("openid_configuration", "The LMS adds this parameter; open the link from there.");
        }
        try {
            return new URI(given);
        } catch (java.net.URISyntaxException e) {
            throw Problem.badField("openid_configuration", "This is no web address.");
        }
    }

    /** From the query of the page or the fields of its form. */
    private static @Nullable String given(RoutingContext ctx, String name) {
        String value = ctx.request().getParam(name);
        if (value == null) {
            value = ctx.request().getFormAttribute(name);
        }
        return value == null || value.isBlank() || value.length() > 4000 ? null : value;
    }

    private RegistrationView view(RoutingContext ctx, Registering.Asked asked, Registering.Offer offer) {
        Page page = pages.page(ctx, null);
        PlatformConfiguration platform = offer.platform();
        return new RegistrationView(
                page,
                platform.issuer(),
                product(platform),
                List.of(
                        endpoint("authorization", platform.authorizationEndpoint()),
                        endpoint("token", platform.tokenEndpoint()),
                        endpoint("jwks", platform.jwksUri()),
                        endpoint("registration", platform.registrationEndpoint())),
                offer.trusted(),
                offer.stranger() ? page.texts().get("registration.stranger") : null,
                PATH,
                fields(asked));
    }

    private static RegistrationView.Endpoint endpoint(String code, URI url) {
        return new RegistrationView.Endpoint(code, url.toString());
    }

    private static @Nullable String product(PlatformConfiguration platform) {
        if (platform.family() == ProductFamily.OTHER) {
            return null;
        }
        String version = platform.version();
        return Products.name(platform.family()) + (version == null ? "" : " " + version);
    }

    private static Map<String, String> fields(Registering.Asked asked) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("openid_configuration", asked.configuration().toString());
        if (asked.token() != null) {
            fields.put("registration_token", asked.token());
        }
        if (asked.invite() != null) {
            fields.put("invite", asked.invite());
        }
        return fields;
    }

    /** An LMS that cannot be registered is told to its administrator in words. */
    private Future<Void> explain(RoutingContext ctx, Throwable failure) {
        int status = failure instanceof LtiException refusal
                ? refusal.reason().status()
                : failure instanceof Problem problem
                        ? problem.status()
                        : failure instanceof Outbound.Unreachable ? 502 : 500;
        if (status == 500) {
            return Future.failedFuture(failure);
        }
        Page page = pages.page(ctx, null);
        ctx.response().setStatusCode(status);
        return pages.send(
                ctx,
                "web/error.jte",
                new ErrorView(
                        page,
                        status,
                        page.texts().get("registration.failed.title"),
                        String.valueOf(failure.getMessage()),
                        page.texts().get("registration.failed.todo"),
                        UUID.randomUUID().toString().substring(0, 8),
                        null));
    }
}
