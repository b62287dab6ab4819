package dev.waymark.lti;

import java.net.URI;

/**
 * What a tool knows of one registration with a platform, keyed by issuer and client id.
 *
 * @param tokenAudience the {@code aud} of client assertions, which platforms choose differently
 * @param anonymousAllowed whether launches without {@code sub} are let in
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#tool-deployment">LTI Core 1.3 §3.1.2</a>
 */
public record Registration(
        String issuer,
        String clientId,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        String tokenAudience,
        URI jwksUri,
        boolean anonymousAllowed) {

    /** The usual case: the token endpoint is its own audience and everybody who launches has an id. */
    public static Registration of(
            String issuer, String clientId, URI authorizationEndpoint, URI tokenEndpoint, URI jwksUri) {
        return new Registration(
                issuer, clientId, authorizationEndpoint, tokenEndpoint, tokenEndpoint.toString(), jwksUri, false);
    }

    public Registration allowingAnonymous() {
        return new Registration(issuer, clientId, authorizationEndpoint, tokenEndpoint, tokenAudience, jwksUri, true);
    }
}
