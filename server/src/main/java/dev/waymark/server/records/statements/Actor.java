package dev.waymark.server.records.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.CredentialJson;

/**
 * A learner as statements name them: an account at an issuer, never a name or an address.
 *
 * @param name a pseudonym, or the platform's {@code sub} where an admin chose that
 */
public record Actor(String homePage, String name) {

    ObjectNode json() {
        ObjectNode json = CredentialJson.object().put("objectType", "Agent");
        json.putObject("account").put("homePage", homePage).put("name", name);
        return json;
    }
}
