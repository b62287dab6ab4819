package dev.waymark.lti.emulator.world;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tool as registered with the platform.
 *
 * @param deepLinking where its picker starts; absent when it has none
 * @param active false while an administrator has yet to agree
 * @param configuration the registration document, returned unchanged to the tool
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#client-registration">Dynamic Registration 1.0 §3.5</a>
 */
public record Tool(
        String clientId,
        String name,
        URI login,
        List<URI> redirects,
        URI jwks,
        URI target,
        @Nullable URI deepLinking,
        Map<String, String> custom,
        List<String> scopes,
        Privacy privacy,
        boolean active,
        Map<String, Object> configuration) {
    public Tool {
        redirects = List.copyOf(redirects);
        custom = Map.copyOf(custom);
        scopes = List.copyOf(scopes);
    }

    public Tool activated() {
        return new Tool(
                clientId,
                name,
                login,
                redirects,
                jwks,
                target,
                deepLinking,
                custom,
                scopes,
                privacy,
                true,
                configuration);
    }

    public Tool sharing(Privacy newPrivacy) {
        return new Tool(
                clientId,
                name,
                login,
                redirects,
                jwks,
                target,
                deepLinking,
                custom,
                scopes,
                newPrivacy,
                active,
                configuration);
    }
}
