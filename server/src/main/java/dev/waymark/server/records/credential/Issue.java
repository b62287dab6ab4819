package dev.waymark.server.records.credential;

import dev.waymark.server.records.SubjectIdentity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One signing of a record; a record that is signed again has another.
 *
 * @param id of the credential
 * @param capability the credential's address, where wallets also ask for a newer one; apart from the record's code so
 *     that either can be taken back alone
 * @param list number of the status list
 * @param index place in it
 * @param holder how the credential names its holder; null where it does not
 * @param at when, in whole seconds
 */
public record Issue(
        UUID id,
        String capability,
        int list,
        int index,
        @Nullable SubjectIdentity holder,
        Instant at) {}
