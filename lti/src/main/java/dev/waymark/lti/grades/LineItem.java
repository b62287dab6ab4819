package dev.waymark.lti.grades;

import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of the platform's grade book.
 *
 * @param id the line item's own address; null before the platform has made it
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service-scope-and-allowed-http-methods">AGS 2.0 §3.2</a>
 */
public record LineItem(
        @Nullable URI id,
        String label,
        BigDecimal scoreMaximum,
        @Nullable String resourceLinkId,
        @Nullable String resourceId,
        @Nullable String tag) {

    /** @throws IllegalArgumentException when the label is blank or the maximum is not above zero */
    public LineItem {
        if (label.isBlank()) {
            throw new IllegalArgumentException("A line item needs a label");
        }
        if (scoreMaximum.signum() <= 0) {
            throw new IllegalArgumentException("A line item's maximum is above zero");
        }
    }

    /** Null when the entry has no usable id or maximum; a platform's blank label is replaced by the tag or id. */
    static @Nullable LineItem parse(Claims entry) {
        var id = entry.uri("id");
        var maximum = entry.decimal("scoreMaximum");
        if (id == null || maximum == null || maximum.signum() <= 0) {
            return null;
        }
        var label = Objects.requireNonNullElse(entry.title("label"), id.toString());
        return new LineItem(
                id, label, maximum, entry.text("resourceLinkId"), entry.text("resourceId"), entry.text("tag"));
    }

    /** The platform owns the id, so it is not sent. */
    String json() {
        var json = StrictJson.newObject().put("label", label).put("scoreMaximum", scoreMaximum);
        if (resourceLinkId != null) {
            json.put("resourceLinkId", resourceLinkId);
        }
        if (resourceId != null) {
            json.put("resourceId", resourceId);
        }
        if (tag != null) {
            json.put("tag", tag);
        }
        return StrictJson.write(json);
    }
}
