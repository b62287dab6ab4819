package dev.waymark.server.web;

import dev.waymark.server.keys.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The secrets of a session, derived from its id: nothing of them is stored, and a copy of the database
 * opens no session.
 */
public final class SessionTokens {
    private final byte[] cookieKey;
    private final byte[] bearerKey;
    private final byte[] formKey;

    public SessionTokens(Vault vault) {
        this.cookieKey = vault.key("session-cookie");
        this.bearerKey = vault.key("session-bearer");
        this.formKey = vault.key("session-form");
    }

    public String cookie(UUID launch) {
        return token(cookieKey, launch);
    }

    public boolean cookieFits(UUID launch, String value) {
        return same(cookie(launch), value);
    }

    /** The bearer for {@code /api/v1}: the launch's id and its seal. */
    public String bearer(UUID launch) {
        return launch + "." + token(bearerKey, launch);
    }

    public Optional<UUID> launchOf(String bearer) {
        int dot = bearer.indexOf('.');
        return (dot == 36 ? Ids.parse(bearer.substring(0, dot)) : Optional.<UUID>empty())
                .filter(launch -> same(bearer(launch), bearer));
    }

    /** What a form of this session's pages carries to prove that it came from them. */
    public String form(UUID launch) {
        return token(formKey, launch);
    }

    public boolean formFits(UUID launch, String value) {
        return same(form(launch), value);
    }

    private static String token(byte[] key, UUID launch) {
        byte[] seal = Vault.hmac(key, launch.toString().getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
