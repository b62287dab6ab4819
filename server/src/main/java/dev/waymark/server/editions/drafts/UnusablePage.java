package dev.waymark.server.editions.drafts;

import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.content.reading.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** A page from which no module can be made; its findings say why. */
public final class UnusablePage extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Finding> findings;

    UnusablePage(List<Finding> findings) {
        super("The page cannot be used as a module", null, false, false);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    public String reasons() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::message)
                .distinct()
                .limit(5)
                .collect(Collectors.joining(" "));
    }
}
