package dev.waymark.lti.security;

import dev.waymark.lti.claims.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tool's keys: one signs, the next is already published, the previous ones stay published until no token of
 * theirs is under way. So every rotation overlaps and no platform meets an unknown key.
 *
 * @see <a href="https://www.imsglobal.org/spec/security/v1p0/#h_key-set-url">Security Framework 1.0 §6.3</a>
 */
public record ToolKeys(ToolKey next, ToolKey current, List<ToolKey> previous) {
    private static final int KEPT = 2;

    public ToolKeys {
        previous = List.copyOf(previous);
    }

    public static ToolKeys generate() {
        return new ToolKeys(ToolKey.generate(), ToolKey.generate(), List.of());
    }

    /** The next key starts to sign and a fresh one is published behind it. */
    public ToolKeys rotate(ToolKey fresh) {
        var retired = new ArrayList<ToolKey>();
        retired.add(current);
        retired.addAll(previous);
        return new ToolKeys(fresh, next, retired.subList(0, Math.min(KEPT, retired.size())));
    }

    /** The JSON Web Key Set to publish. */
    public String jwks() {
        var document = StrictJson.newObject();
        var keys = document.putArray("keys");
        Stream.concat(Stream.of(current, next), previous.stream())
                .map(ToolKey::publicJwk)
                .forEach(keys::add);
        return StrictJson.write(document);
    }
}
