package dev.waymark.server.records;

import dev.waymark.server.records.credential.Issue;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One learner's record of a small module, and the keys of its issuer. */
public final class SampleRecords {
    public static final Issuer ISSUER = new Issuer(URI.create("https://learn.example"), "Waymark at Example");
    public static final Instant ISSUED = Instant.parse("2026-05-04T10:15:30Z");
    public static final byte[] PAGE = "# A page\n".getBytes(StandardCharsets.UTF_8);
    public static final List<String> PAGE_URLS = IntStream.rangeClosed(1, 6)
            .mapToObj(n -> "https://videos.example/watch/" + n)
            .toList();
    public static final IssuerKeys KEYS = new IssuerKeys(List.of(
            IssuerKey.generate(KeyAlgorithm.ES256, "es256-1"),
            IssuerKey.generate(KeyAlgorithm.EDDSA, ""),
            IssuerKey.generate(KeyAlgorithm.RS256, "rs256-1")));

    private static final List<CellCount> CELLS = List.of(
            new CellCount("Developer", 100, 2, 2),
            new CellCount("Developer", 200, 1, 1),
            new CellCount("Managed", 100, 3, 3));

    private SampleRecords() {}

    public static CompletionRecord record() {
        return ruled("all");
    }

    public static CompletionRecord record(@Nullable Instant validUntil) {
        return record("Learner 07", "all", validUntil);
    }

    public static CompletionRecord named(@Nullable String name) {
        return record(name, "all", null);
    }

    /** The same of one environment. */
    public static CompletionRecord ofEnvironment() {
        return ruled("environment:developer");
    }

    public static CompletionRecord ruled(String rule) {
        return record("Learner 07", rule, null);
    }

    /** A signing that names the learner. */
    public static Issue issue() {
        return issue(SubjectIdentity.name("Learner 07"), 94_567);
    }

    public static Issue issue(@Nullable SubjectIdentity holder, int index) {
        return new Issue(
                new UUID(0x0196_a0b0_0000_7000L, Long.MIN_VALUE | index),
                "capability-of-learner-07",
                1,
                index,
                holder,
                ISSUED);
    }

    private static CompletionRecord record(@Nullable String name, String rule, @Nullable Instant validUntil) {
        boolean whole = !rule.startsWith("environment:");
        return new CompletionRecord(
                UUID.fromString("0196a0b0-0000-7000-8000-000000000007"),
                "code-of-learner-07",
                UUID.fromString("00000000-0000-5000-8000-000000000007"),
                name,
                new RecordOrigin("platform-1", "registration-1", "deployment-1", "context-1"),
                new PinnedModule(
                        "/skilling/small",
                        "small",
                        "A small module",
                        3,
                        sha256("module"),
                        sha256(PAGE),
                        whole ? null : List.of("Developer Environment")),
                rule,
                1,
                CELLS.stream()
                        .filter(cell -> whole || cell.environment().equals("Developer"))
                        .toList(),
                PAGE_URLS.stream()
                        .map(SampleRecords::asset)
                        .filter(asset -> whole || asset.environment().equals("Developer"))
                        .toList(),
                ISSUED.minusSeconds(7200),
                ISSUED.minusSeconds(1),
                ISSUED,
                validUntil,
                UUID.fromString("3b1f9c4e-8d1a-4c57-9a0e-0f5d6f1b2a77"),
                RecordStatus.VALID);
    }

    private static AssetEvidence asset(String url) {
        boolean verified = url.endsWith("/2");
        return new AssetEvidence(
                UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8)),
                url.endsWith("/6") ? "Managed" : "Developer",
                100,
                "Watch part " + url.charAt(url.length() - 1),
                url + "?utm_source=page",
                url,
                ISSUED.minusSeconds(60),
                verified ? EvidenceKind.VERIFIED : EvidenceKind.SELF_ATTESTED,
                null,
                verified ? "Manager 01" : null,
                verified ? "Team A" : null);
    }

    private static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
