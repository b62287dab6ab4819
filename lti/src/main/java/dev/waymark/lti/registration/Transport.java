package dev.waymark.lti.registration;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import java.net.URI;

/**
 * Which addresses a platform may have.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#transport-security">Security Framework 1.0 §2</a>
 */
public enum Transport {
    /** HTTPS alone. */
    HTTPS_ONLY,
    /** Plain HTTP too, but only to this very machine: for demos and tests. */
    HTTP_ON_LOOPBACK;

    void require(URI address, String what) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        boolean here = this == HTTP_ON_LOOPBACK && "http".equalsIgnoreCase(address.getScheme()) && loopback(address);
        if (!secure && !here || address.getRawUserInfo() != null) {
            throw new LtiException(Reason.CONFIGURATION_INVALID, what + " is not a plain https address.");
        }
    }

    /** Literal addresses and the one reserved name; nothing is looked up. */
    private static boolean loopback(URI address) {
        var host = address.getHost();
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }
}
