package dev.waymark.server.launch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.lti.Check;
import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.launch.AuthenticationResponse;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Platforms;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Pages;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches that were not accepted: noted for the flight recorder, told to the person with a way on. */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Set<Reason> WORTH_ANOTHER_WINDOW =
            Set.of(Reason.STATE_OTHER_BROWSER, Reason.PLATFORM_REFUSED, Reason.STATE_EXPIRED);
    /** What the person can do something about is said in a sentence of its own. */
    private static final Set<Reason> TOLD = Set.of(
            Reason.STATE_USED,
            Reason.STATE_EXPIRED,
            Reason.STATE_OTHER_BROWSER,
            Reason.EXPIRED,
            Reason.PLATFORM_REFUSED,
            Reason.REGISTRATION_UNKNOWN,
            Reason.DEPLOYMENT_UNKNOWN);

    private final Pool pool;
    private final LaunchStore store;
    private final Platforms platforms;
    private final Pages pages;

    public Refusals(Pool pool, LaunchStore store, Platforms platforms, Pages pages) {
        this.pool = pool;
        this.store = store;
        this.platforms = platforms;
        this.pages = pages;
    }

    /** The platform itself said no, most often because its own cookie is blocked in the frame. */
    Future<Void> byPlatform(RoutingContext ctx, AuthenticationResponse.Refused refused, @Nullable LoginState state) {
        LtiException refusal = new LtiException(Reason.PLATFORM_REFUSED, "It said: " + refused.error() + ".");
        return page(ctx, state, null, refusal);
    }

    Future<Void> page(RoutingContext ctx, @Nullable LoginState state, @Nullable String idToken, Throwable failure) {
        if (!(failure instanceof LtiException refusal)) {
            return Future.failedFuture(failure);
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        return connection(state)
                .compose(connection -> note(connection, refusal, reference)
                        .compose(noted -> show(ctx, refusal, retry(state, connection, refusal.reason()), reference)));
    }

    private Future<Optional<Connection>> connection(@Nullable LoginState state) {
        return state == null
                ? Future.succeededFuture(Optional.empty())
                : Ids.parse(state.registration())
                        .map(platforms::of)
                        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Void> note(Optional<Connection> connection, LtiException refusal, String reference) {
        LaunchStore.Refusal row = new LaunchStore.Refusal(
                connection.map(Connection::id).orElse(null),
                connection.map(each -> each.lti().issuer()).orElse(null),
                connection.map(each -> each.lti().clientId()).orElse(null),
                null,
                refusal.reason().code(),
                refusal.reason().spec().title(),
                null,
                checks(refusal.checks()),
                reference);
        return store.refused(pool, row).recover(failure -> {
            LOG.warn(
                    "A refused launch ({}) could not be noted, reference {}",
                    refusal.reason().code(),
                    reference,
                    failure);
            return Future.succeededFuture();
        });
    }

    /** Checks for the flight recorder. */
    static String checks(List<Check> checks) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        checks.forEach(check -> list.addObject()
                .put("name", check.name())
                .put("passed", check.passed())
                .put("section", check.section().title()));
        return list.toString();
    }

    private Future<Void> show(RoutingContext ctx, LtiException refusal, @Nullable String retry, String reference) {
        Reason reason = refusal.reason();
        ctx.response().setStatusCode(reason.status());
        Page page = pages.page(ctx, null);
        RefusedView view = new RefusedView(
                page,
                reason.code(),
                page.texts().get("refused.why." + (TOLD.contains(reason) ? reason.code() : "other")),
                String.valueOf(refusal.getMessage()),
                reason.spec().title(),
                reason.spec().url(),
                reference,
                retry);
        return pages.send(ctx, "launch/refused.jte", view);
    }

    /** The same login again, in a window where our cookie and the LMS's are first-party. */
    private static @Nullable String retry(@Nullable LoginState state, Optional<Connection> connection, Reason reason) {
        if (state == null || connection.isEmpty() || !state.canStartAgain() || !WORTH_ANOTHER_WINDOW.contains(reason)) {
            return null;
        }
        Map<String, String> login = new LinkedHashMap<>();
        login.put("iss", connection.get().lti().issuer());
        login.put("client_id", connection.get().lti().clientId());
        login.put("target_link_uri", state.targetLinkUri());
        login.put("login_hint", String.valueOf(state.loginHint()));
        String hint = state.ltiMessageHint();
        if (hint != null) {
            login.put("lti_message_hint", hint);
        }
        return "/lti/login?" + FormBody.encode(login);
    }
}
