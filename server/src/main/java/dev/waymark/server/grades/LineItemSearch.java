package dev.waymark.server.grades;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.grades.GradeScopes;
import dev.waymark.lti.grades.LineItem;
import dev.waymark.lti.grades.LineItemKey;
import dev.waymark.lti.grades.LineItems;
import dev.waymark.server.platforms.access.Grant;
import dev.waymark.server.platforms.access.ServiceCalls;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the line item of a link among those the LMS lists, and makes it when there is none. */
final class LineItemSearch {
    private static final int MOST_PAGES = 50;
    private final ServiceCalls calls;

    LineItemSearch(ServiceCalls calls) {
        this.calls = calls;
    }

    Future<URI> findOrMake(Grant grant, URI container, LineItemKey key, String label) {
        return page(grant, container, key, null, new ArrayList<>(), 0)
                .compose(listed -> {
                    LineItem found = key.find(listed);
                    return found != null ? Future.succeededFuture(found) : make(grant, container, key, label);
                })
                .map(item -> Objects.requireNonNull(item.id(), "a listed line item has an address"));
    }

    private Future<List<LineItem>> page(
            Grant grant, URI container, LineItemKey key, @Nullable URI at, List<LineItem> listed, int read) {
        return calls.send(
                        grant, token -> at == null ? LineItems.list(container, key, token) : LineItems.page(at, token))
                .compose(exchange -> {
                    Refused.unless(exchange);
                    LineItems.Page page = LineItems.parsePage(exchange.response(), exchange.request());
                    listed.addAll(page.items());
                    return page.next() == null || read + 1 >= MOST_PAGES
                            ? Future.succeededFuture(listed)
                            : page(grant, container, key, page.next(), listed, read + 1);
                });
    }

    private Future<LineItem> make(Grant grant, URI container, LineItemKey key, String label) {
        if (!grant.scopes().contains(GradeScopes.LINE_ITEM)) {
            throw new LtiException(Reason.GRADES_INVALID, "This link has no line item and the tool may not make one.");
        }
        LineItem wanted =
                new LineItem(null, label, BigDecimal.valueOf(100), key.resourceLinkId(), key.resourceId(), key.tag());
        return calls.send(grant, token -> LineItems.create(container, wanted, token))
                .map(exchange -> {
                    Refused.unless(exchange);
                    return LineItems.parse(exchange.response());
                });
    }
}
