package dev.waymark.lti.grades;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What identifies the tool's own line item: the link it belongs to and the names the tool gave it.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#container-request-filters">AGS 2.0 §3.2.4</a>
 */
public record LineItemKey(
        @Nullable String resourceLinkId,
        @Nullable String resourceId,
        @Nullable String tag) {

    /** The filter to ask the platform with. */
    Map<String, String> filter() {
        var filter = new LinkedHashMap<String, String>();
        put(filter, "resource_link_id", resourceLinkId);
        put(filter, "resource_id", resourceId);
        put(filter, "tag", tag);
        return filter;
    }

    /**
     * The one to use among those a platform lists, checked again here because filters are often ignored. Of several
     * the first by address, so that every node picks the same.
     */
    public @Nullable LineItem find(List<LineItem> listed) {
        return listed.stream()
                .filter(this::matches)
                .min(Comparator.comparing(item -> String.valueOf(item.id())))
                .orElse(null);
    }

    public boolean matches(LineItem item) {
        return Objects.equals(resourceLinkId, item.resourceLinkId())
                && Objects.equals(resourceId, item.resourceId())
                && Objects.equals(tag, item.tag());
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }
}
