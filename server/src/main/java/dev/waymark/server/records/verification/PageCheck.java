package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.credential.EvidenceNarrative;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Holds a credential against the training page itself; of a transcript, the records that were issued for this page.
 *
 * @param canonicalUrls of the page's training assets, in page order
 */
public record PageCheck(byte[] page, List<String> canonicalUrls) implements FurtherCheck {

    @Override
    public List<Check> of(ObjectNode credential) {
        return TranscriptCheck.concerns(credential)
                ? inside(credential)
                : List.of(hash(credential), assets(credential));
    }

    private List<Check> inside(ObjectNode transcript) {
        JsonNode records = TranscriptCheck.inside(transcript);
        List<Check> checks = new ArrayList<>();
        int ofThisPage = 0;
        for (int i = 0; i < records.size(); i++) {
            ObjectNode record = TranscriptCheck.signed(records.get(i)).credential();
            String which =
                    i + 1 + " of " + records.size() + ", " + record.path("name").asText() + ": ";
            if (hash(record).outcome() == Check.Outcome.PASSED) {
                ofThisPage++;
                Check assets = assets(record);
                checks.add(Check.passed("page", which + "the very page, byte for byte"));
                checks.add(new Check(assets.name(), assets.outcome(), which + assets.reason()));
            } else {
                checks.add(Check.passed("other page", which + "not issued for this page, and not compared with it"));
            }
        }
        return ofThisPage > 0
                ? checks
                : List.of(Check.failed("page", "none of its " + records.size() + " records was issued for this page"));
    }

    private Check hash(ObjectNode credential) {
        String digest = "sha256-" + Base64.getEncoder().encodeToString(sha256(page));
        for (JsonNode related : credential.path("relatedResource")) {
            if (related.path("digestSRI").asText().equals(digest)) {
                return Check.passed("page", "the very page, byte for byte");
            }
        }
        return Check.failed("page", "the page is not the one that the record was issued for");
    }

    private Check assets(ObjectNode credential) {
        List<String> recorded = new ArrayList<>();
        credential
                .path("evidence")
                .forEach(entry -> recorded.add(
                        EvidenceNarrative.canonicalUrl(entry.path("narrative").asText())));
        Set<String> onPage = Set.copyOf(canonicalUrls);
        List<String> strange =
                recorded.stream().filter(url -> !onPage.contains(url)).toList();
        if (recorded.isEmpty() || !strange.isEmpty()) {
            String first = strange.isEmpty() ? "" : ", such as " + strange.get(0);
            return Check.failed(
                    "assets", strange.size() + " of " + recorded.size() + " assets are not on the page" + first);
        }
        return Check.passed(
                "assets", "its " + recorded.size() + " assets are on the page, which has " + canonicalUrls.size());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
