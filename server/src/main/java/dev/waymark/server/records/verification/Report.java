package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.verification.Check.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a verification found; the credential only says something where everything passed. */
public record Report(ObjectNode credential, List<Check> checks) {
    public Report {
        checks = List.copyOf(checks);
    }

    public boolean valid() {
        return checks.stream().allMatch(check -> check.outcome() == Outcome.PASSED);
    }

    /** With more questions, where the credential says anything. */
    Report asking(List<FurtherCheck> further) {
        return valid()
                ? new Report(
                        credential,
                        Stream.concat(checks.stream(), further.stream().flatMap(more -> more.of(credential).stream()))
                                .toList())
                : this;
    }

    boolean passed(String name) {
        return checks.stream().anyMatch(check -> check.name().equals(name) && check.outcome() == Outcome.PASSED);
    }

    /** The first answer that speaks against the credential. */
    public Optional<Check> objection() {
        return checks.stream()
                .filter(check -> check.outcome() != Outcome.PASSED)
                .findFirst();
    }
}
