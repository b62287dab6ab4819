package dev.waymark.server.records.verification;

import dev.waymark.server.records.credential.DidWeb;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a verification finds what the credential only names: from the net, from files, or from our own tables.
 *
 * @param didDocument by DID
 * @param statusList by the URL that the credential gives
 */
public record Sources(Function<String, Optional<byte[]>> didDocument, Function<String, Optional<byte[]>> statusList) {

    /** Whatever is not given is fetched. */
    public Sources orElse(Sources other) {
        return new Sources(
                did -> didDocument.apply(did).or(() -> other.didDocument.apply(did)),
                url -> statusList.apply(url).or(() -> other.statusList.apply(url)));
    }

    /** Asks for each thing once: the records of a transcript share an issuer and its lists. */
    Sources once() {
        return new Sources(once(didDocument), once(statusList));
    }

    private static Function<String, Optional<byte[]>> once(Function<String, Optional<byte[]>> source) {
        Map<String, Optional<byte[]>> known = new HashMap<>();
        return name -> known.computeIfAbsent(name, source);
    }

    public static Sources files(Optional<byte[]> didDocument, Optional<byte[]> statusList) {
        return new Sources(did -> didDocument, url -> statusList);
    }

    /** {@code fetch} decides how, how long and from where; empty when nothing came back. */
    public static Sources fetched(Function<URI, Optional<byte[]>> fetch) {
        return new Sources(did -> fetch.apply(new DidWeb(did).documentUrl()), url -> fetch.apply(URI.create(url)));
    }
}
