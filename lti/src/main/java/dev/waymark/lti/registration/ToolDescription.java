package dev.waymark.lti.registration;

import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * What the tool says about itself, to every platform alike.
 *
 * @param scopes all that it could use; each registration asks for those its platform has
 * @param custom variables that the platform fills in at each launch
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#tool-configuration">Dynamic Registration 1.0 §2.2</a>
 */
public record ToolDescription(
        String name,
        String description,
        String pickerLabel,
        URI loginUri,
        URI launchUri,
        URI targetLinkUri,
        URI jwksUri,
        URI logoUri,
        Set<String> scopes,
        Map<String, String> custom) {

    public ToolDescription {
        scopes = Set.copyOf(scopes);
        custom = Map.copyOf(custom);
    }

    /** Host and port of the target, without scheme, as platforms compare it. */
    String domain() {
        return targetLinkUri.getRawAuthority();
    }
}
