package dev.waymark.server.records.verification;

import dev.waymark.server.records.certificate.Badge;
import dev.waymark.server.records.credential.SignedCredential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code waymark verify FILE}: what to print and how to exit. */
public final class VerifyCommand {
    private static final int VALID = 0;
    private static final int NOT_VALID = 1;
    private static final int UNREADABLE = 2;

    private VerifyCommand() {}

    public record Result(int exitCode, List<String> lines) {}

    public static Result run(byte[] file, Sources sources, List<FurtherCheck> further, Instant now) {
        SignedCredential signed;
        try {
            signed = SignedCredential.parse(Badge.credential(file));
        } catch (IllegalArgumentException e) {
            return new Result(UNREADABLE, List.of("unreadable: " + e.getMessage()));
        }
        Report report = new Verification(sources, now).verify(signed).asking(further);
        return new Result(report.valid() ? VALID : NOT_VALID, lines(report));
    }

    private static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        for (Check check : report.checks()) {
            String outcome = check.outcome().name().toLowerCase(Locale.ROOT);
            lines.add(outcome + " " + check.name() + ": " + check.reason());
        }
        lines.add(report.objection()
                .map(check -> "NOT VALID: " + check.reason())
                .orElse("VALID: " + report.credential().path("name").asText()));
        return lines;
    }
}
