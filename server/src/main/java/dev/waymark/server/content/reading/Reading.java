package dev.waymark.server.content.reading;

import dev.waymark.server.content.Module;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was understood of a page; without a module the page is unusable and an error says why. */
public record Reading(@Nullable Module module, List<Finding> findings) {
    public Reading {
        findings = List.copyOf(findings);
    }

    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    public Optional<Module> usable() {
        return Optional.ofNullable(module);
    }
}
