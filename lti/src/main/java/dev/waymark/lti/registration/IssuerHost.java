package dev.waymark.lti.registration;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Whether a configuration comes from its issuer. */
final class IssuerHost {
    /** Hosted Canvas serves the configuration of its one issuer from its sign-in host. */
    private static final Map<String, String> SAME_OPERATOR = Map.of(
            "sso.canvaslms.com", "canvas.instructure.com",
            "sso.beta.canvaslms.com", "canvas.beta.instructure.com",
            "sso.test.canvaslms.com", "canvas.test.instructure.com");

    private IssuerHost() {}

    static boolean speaksFor(URI configuration, URI issuer) {
        var host = configuration.getHost();
        var issuerHost = issuer.getHost();
        return host != null
                && issuerHost != null
                && (host.equalsIgnoreCase(issuerHost)
                        || issuerHost.equalsIgnoreCase(SAME_OPERATOR.get(host.toLowerCase(Locale.ROOT))));
    }
}
