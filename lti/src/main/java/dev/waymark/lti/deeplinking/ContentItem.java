package dev.waymark.lti.deeplinking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.claims.StrictJson;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something chosen from the tool.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-dl/v2p0#content-item-types">Deep Linking 2.0 §3</a>
 */
public sealed interface ContentItem permits LtiResourceLinkItem, ContentItem.Link, ContentItem.Html {
    String type();

    ObjectNode json();

    /** A plain web link. */
    record Link(URI url, @Nullable String title, @Nullable String text) implements ContentItem {
        @Override
        public String type() {
            return "link";
        }

        @Override
        public ObjectNode json() {
            var json = StrictJson.newObject().put("type", type()).put("url", url.toString());
            ItemFields.put(json, "title", title);
            ItemFields.put(json, "text", text);
            return json;
        }
    }

    /** A piece of HTML that the platform stores and shows itself. */
    record Html(
            String html, @Nullable String title, @Nullable String text) implements ContentItem {
        @Override
        public String type() {
            return "html";
        }

        @Override
        public ObjectNode json() {
            var json = StrictJson.newObject().put("type", type()).put("html", html);
            ItemFields.put(json, "title", title);
            ItemFields.put(json, "text", text);
            return json;
        }
    }
}
