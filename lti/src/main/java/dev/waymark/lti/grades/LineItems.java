package dev.waymark.lti.grades;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import dev.waymark.lti.http.NextLink;
import dev.waymark.lti.http.ServiceUrl;
import dev.waymark.lti.security.AccessToken;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds, makes and changes line items.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service-scope-and-allowed-http-methods">AGS 2.0 §3.2</a>
 */
public final class LineItems {
    private static final String ONE = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String MANY = "application/vnd.ims.lis.v2.lineitemcontainer+json";

    private LineItems() {}

    /** One page of line items and the address of the next. */
    public record Page(List<LineItem> items, @Nullable URI next) {}

    public static LtiRequest list(URI lineItems, LineItemKey key, AccessToken token) {
        return page(ServiceUrl.with(lineItems, key.filter()), token);
    }

    public static LtiRequest page(URI url, AccessToken token) {
        return GradeRequests.get(url, MANY, token);
    }

    public static LtiRequest read(URI lineItem, AccessToken token) {
        return GradeRequests.get(lineItem, ONE, token);
    }

    public static LtiRequest create(URI lineItems, LineItem item, AccessToken token) {
        return GradeRequests.send("POST", lineItems, ONE, item.json(), token);
    }

    /** Replaces label, maximum and names; {@code item} carries its own address. */
    public static LtiRequest update(LineItem item, AccessToken token) {
        return GradeRequests.send("PUT", Objects.requireNonNull(item.id()), ONE, item.json(), token);
    }

    public static Page parsePage(LtiResponse response, LtiRequest request) {
        var items = GradeRequests.list(response).stream()
                .map(LineItem::parse)
                .filter(Objects::nonNull)
                .toList();
        return new Page(items, NextLink.find(response, "next", request.uri()));
    }

    public static LineItem parse(LtiResponse response) {
        GradeRequests.requireSuccess(response);
        var item = LineItem.parse(StrictJson.read(response.body(), Reason.GRADES_INVALID));
        if (item == null) {
            throw new LtiException(Reason.GRADES_INVALID, "The line item has no id or maximum.");
        }
        return item;
    }
}
