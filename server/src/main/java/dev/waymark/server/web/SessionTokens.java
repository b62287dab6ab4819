package dev.waymark.server.web;

import dev.waymark.server.keys.Seal;
import dev.waymark.server.keys.Vault;
import java.util.Optional;
import java.util.UUID;

/**
 * The secrets of a session, derived from its id: nothing of them is stored, and a copy of the database
 * opens no session.
 */
public final class SessionTokens {
    private static final int ID = 36;
    private final Seal cookies;
    private final Seal bearers;
    private final Seal forms;

    public SessionTokens(Vault vault) {
        this.cookies = vault.sealFor("session-cookie");
        this.bearers = vault.sealFor("session-bearer");
        this.forms = vault.sealFor("session-form");
    }

    public String cookie(UUID launch) {
        return cookies.of(launch);
    }

    public boolean cookieFits(UUID launch, String value) {
        return cookies.fits(launch, value);
    }

    /** The bearer for {@code /api/v1}: the launch's id and its seal. */
    public String bearer(UUID launch) {
        return launch + "." + bearers.of(launch);
    }

    public Optional<UUID> launchOf(String bearer) {
        return (bearer.indexOf('.') == ID ? Ids.parse(bearer.substring(0, ID)) : Optional.<UUID>empty())
                .filter(launch -> bearers.fits(launch, bearer.substring(ID + 1)));
    }

    /** What a form of this session's pages carries to prove that it came from them. */
    public String form(UUID launch) {
        return forms.of(launch);
    }

    public boolean formFits(UUID launch, String value) {
        return forms.fits(launch, value);
    }
}
