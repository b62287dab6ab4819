package dev.waymark.lti.emulator.world;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A column of a course's gradebook, seen by the tool that owns it.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#line-item-service-scope-and-allowed-http-methods">AGS 2.0 §3.2</a>
 */
public record LineItem(
        String id,
        String course,
        String clientId,
        @Nullable String link,
        String label,
        BigDecimal scoreMaximum,
        @Nullable String resourceId,
        @Nullable String tag) {
    public static LineItem of(String id, String course, String clientId, @Nullable String link, String label) {
        return new LineItem(id, course, clientId, link, label, BigDecimal.valueOf(100), null, null);
    }

    public LineItem identified(@Nullable String newResourceId, @Nullable String newTag) {
        return new LineItem(id, course, clientId, link, label, scoreMaximum, newResourceId, newTag);
    }

    public LineItem worth(BigDecimal maximum) {
        return new LineItem(id, course, clientId, link, label, maximum, resourceId, tag);
    }

    LineItem of(String newClientId) {
        return new LineItem(id, course, newClientId, link, label, scoreMaximum, resourceId, tag);
    }

    LineItem copied(String newId, String newCourse, @Nullable String newLink) {
        return new LineItem(newId, newCourse, clientId, newLink, label, scoreMaximum, resourceId, tag);
    }
}
