package dev.waymark.lti.registration;

import dev.waymark.lti.LtiException;
import dev.waymark.lti.Reason;
import dev.waymark.lti.Registration;
import dev.waymark.lti.claims.Claims;
import dev.waymark.lti.claims.StrictJson;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says about itself before a tool registers.
 *
 * @param tokenAudience the {@code aud} that client assertions need
 * @param messages types of messages it sends; empty when it does not say
 * @see <a href="https://www.imsglobal.org/spec/lti-dr/v1p0#platform-configuration">Dynamic Registration 1.0 §2.1</a>
 */
public record PlatformConfiguration(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        String tokenAudience,
        URI jwksUri,
        URI registrationEndpoint,
        Set<String> scopes,
        Set<String> messages,
        ProductFamily family,
        @Nullable String version) {
    private static final String PLATFORM = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    private static final int MAX_DOCUMENT = 512 * 1024;

    /** Reads and checks a configuration that was fetched from {@code address}. */
    public static PlatformConfiguration parse(LtiResponse response, URI address, Transport transport) {
        if (response.status() != 200 || response.body().length() > MAX_DOCUMENT) {
            throw refused("Its address answered " + response.status() + " or too much.");
        }
        transport.require(address, "The configuration's address");
        var document = StrictJson.read(response.body(), Reason.CONFIGURATION_INVALID);
        var issuer = issuer(document, address);
        var token = endpoint(document, "token_endpoint", transport);
        var platform = document.object(PLATFORM);
        return new PlatformConfiguration(
                issuer,
                endpoint(document, "authorization_endpoint", transport),
                token,
                document.text("authorization_server", token.toString()),
                endpoint(document, "jwks_uri", transport),
                endpoint(document, "registration_endpoint", transport),
                new TreeSet<>(document.texts("scopes_supported")),
                platform == null ? Set.of() : messages(platform),
                ProductFamily.of(platform == null ? null : platform.text("product_family_code")),
                platform == null ? null : platform.title("version"));
    }

    /** What the tool stores once the platform has given it a client id. */
    public Registration registration(String clientId) {
        return new Registration(issuer, clientId, authorizationEndpoint, tokenEndpoint, tokenAudience, jwksUri, false);
    }

    private static String issuer(Claims document, URI address) {
        var issuer = document.text("issuer");
        var uri = document.uri("issuer");
        if (issuer == null || uri == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("Its issuer is no web address.");
        }
        if (!IssuerHost.speaksFor(address, uri)) {
            throw refused("It was fetched from another host than its issuer's.");
        }
        return issuer;
    }

    private static URI endpoint(Claims document, String name, Transport transport) {
        var endpoint = document.uri(name);
        if (endpoint == null) {
            throw refused("Its " + name + " is missing or no web address.");
        }
        transport.require(endpoint, "Its " + name);
        return endpoint;
    }

    /** Platforms list messages as objects with a type, some as bare strings. */
    private static Set<String> messages(Claims platform) {
        var messages = new TreeSet<>(platform.texts("messages_supported"));
        for (var message : platform.objects("messages_supported")) {
            messages.add(message.text("type", ""));
        }
        messages.remove("");
        return messages;
    }

    private static LtiException refused(String detail) {
        return new LtiException(Reason.CONFIGURATION_INVALID, detail);
    }
}
