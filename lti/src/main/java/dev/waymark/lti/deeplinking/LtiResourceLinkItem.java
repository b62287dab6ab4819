package dev.waymark.lti.deeplinking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.StrictJson;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A link that launches the tool. Its identity belongs into {@code custom}, which survives course copies.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#lti-resource-link">Deep Linking 2.0 §3.3</a>
 */
public record LtiResourceLinkItem(
        URI url,
        @Nullable String title,
        @Nullable String text,
        Map<String, String> custom,
        @Nullable NewLineItem lineItem,
        @Nullable Icon icon,
        @Nullable String windowTarget,
        @Nullable Integer iframeHeight)
        implements ContentItem {

    public LtiResourceLinkItem {
        custom = Map.copyOf(custom);
    }

    /** The line item that the platform makes together with the link. */
    public record NewLineItem(
            String label,
            BigDecimal scoreMaximum,
            @Nullable String resourceId,
            @Nullable String tag) {
        /** @throws IllegalArgumentException when the label is blank or the maximum is not above zero */
        public NewLineItem {
            if (label.isBlank() || scoreMaximum.signum() <= 0) {
                throw new IllegalArgumentException("A line item has a label and a maximum above zero");
            }
        }
    }

    /** A small picture for the link. */
    public record Icon(URI url, int width, int height) {}

    public static LtiResourceLinkItem of(URI url, String title, Map<String, String> custom) {
        return new LtiResourceLinkItem(url, title, null, custom, null, null, null, null);
    }

    public LtiResourceLinkItem withLineItem(NewLineItem created) {
        return new LtiResourceLinkItem(url, title, text, custom, created, icon, windowTarget, iframeHeight);
    }

    public LtiResourceLinkItem withText(String description) {
        return new LtiResourceLinkItem(url, title, description, custom, lineItem, icon, windowTarget, iframeHeight);
    }

    public LtiResourceLinkItem withIcon(Icon picture) {
        return new LtiResourceLinkItem(url, title, text, custom, lineItem, picture, windowTarget, iframeHeight);
    }

    /** How the platform shows the link: in a window of this name, or in a frame of this height. */
    public LtiResourceLinkItem shownIn(@Nullable String window, @Nullable Integer frameHeight) {
        return new LtiResourceLinkItem(url, title, text, custom, lineItem, icon, window, frameHeight);
    }

    @Override
    public String type() {
        return "ltiResourceLink";
    }

    @Override
    public ObjectNode json() {
        var json = StrictJson.newObject().put("type", type()).put("url", url.toString());
        ItemFields.put(json, "title", title);
        ItemFields.put(json, "text", text);
        if (icon != null) {
            json.putObject("icon")
                    .put("url", icon.url().toString())
                    .put("width", icon.width())
                    .put("height", icon.height());
        }
        if (windowTarget != null) {
            json.putObject("window").put("targetName", windowTarget);
        }
        if (iframeHeight != null) {
            json.putObject("iframe").put("height", iframeHeight);
        }
        if (!custom.isEmpty()) {
            var parameters = json.putObject("custom");
            new TreeMap<>(custom).forEach(parameters::put);
        }
        if (lineItem != null) {
            put(json.putObject("lineItem"), lineItem);
        }
        return json;
    }

    private static void put(ObjectNode json, NewLineItem item) {
        json.put("scoreMaximum", item.scoreMaximum()).put("label", item.label());
        ItemFields.put(json, "resourceId", item.resourceId());
        ItemFields.put(json, "tag", item.tag());
    }
}
