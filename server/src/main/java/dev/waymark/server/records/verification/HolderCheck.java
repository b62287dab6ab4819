package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.SubjectIdentity;
import java.util.List;
import java.util.Optional;

/** Whether a credential names the person whom somebody expects: in the clear, or by a salted hash. */
public record HolderCheck(String type, String expected) implements FurtherCheck {
    private static final String NAME = "holder";

    public static HolderCheck name(String name) {
        return new HolderCheck("name", name);
    }

    public static HolderCheck email(String address) {
        return new HolderCheck("emailAddress", address);
    }

    @Override
    public List<Check> of(ObjectNode credential) {
        return List.of(holder(credential));
    }

    private Check holder(ObjectNode credential) {
        Optional<SubjectIdentity> named = SubjectIdentity.of(credential);
        if (named.isEmpty()) {
            return Check.unknown(NAME, "the credential names nobody");
        }
        if (!named.get().type().equals(type)) {
            return Check.unknown(
                    NAME, "the credential names its holder by " + named.get().type());
        }
        return named.get().is(expected)
                ? Check.passed(NAME, "held by " + expected)
                : Check.failed(NAME, "held by somebody else than " + expected);
    }
}
