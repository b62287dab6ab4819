package dev.waymark.lti.emulator;

import java.net.URI;

/**
 * Where a platform stands.
 *
 * @param base the address below which its endpoints are served, without a slash at the end
 * @param pages the host whose pages frame the tool, which hosted products separate from the endpoints
 */
public record Site(String issuer, URI base, URI pages, Profile profile) {

    /** Endpoints and pages on one host; the issuer is the profile's shared one or this host. */
    public static Site of(Profile profile, URI base) {
        var issuer = profile.issuer();
        return new Site(issuer == null ? base.toString() : issuer, base, base, profile);
    }

    /** Lets another host show the pages. */
    public Site framedBy(URI otherPages) {
        return new Site(issuer, base, otherPages, profile);
    }

    /** Names another issuer, for example this host's own under a profile that shares one. */
    public Site issuedBy(String otherIssuer) {
        return new Site(otherIssuer, base, pages, profile);
    }

    public URI uri(String path) {
        return URI.create(base + path);
    }

    public String tokenAudience() {
        var audience = profile.tokenAudience();
        return audience == null ? uri("/token").toString() : audience;
    }
}
