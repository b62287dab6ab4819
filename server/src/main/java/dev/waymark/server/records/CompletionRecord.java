package dev.waymark.server.records;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a learner completed a module; issued once per learner, module, rule and cycle, and never changed.
 *
 * @param code opens the verify page; a secret until the learner shares it
 * @param rule {@code all}, {@code path} or {@code level:N} of the whole module; {@code environment:KEY} or {@code path:FIRST:LAST}
 *     of a part
 * @param subject pseudonym in the credential, random per record
 */
public record CompletionRecord(
        UUID id,
        String code,
        UUID learnerId,
        @Nullable String learnerName,
        RecordOrigin origin,
        PinnedModule module,
        String rule,
        int cycle,
        List<CellCount> cells,
        List<AssetEvidence> assets,
        Instant firstActivity,
        Instant lastActivity,
        Instant issuedAt,
        @Nullable Instant validUntil,
        UUID subject,
        RecordStatus status) {

    public CompletionRecord {
        if (!rule.matches("all|path|level:[0-9]{1,6}|environment:[^:]+|path:[^:]+:[^:]+")) {
            throw new IllegalArgumentException("not a completion rule: " + rule);
        }
        cells = List.copyOf(cells);
        assets = List.copyOf(assets);
        // A credential's nbf has whole seconds and must equal validFrom.
        issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        validUntil = validUntil == null ? null : validUntil.truncatedTo(ChronoUnit.SECONDS);
    }

    public int completed() {
        return cells.stream().mapToInt(CellCount::completed).sum();
    }

    public int total() {
        return cells.stream().mapToInt(CellCount::total).sum();
    }

    /** What was completed: the module, or a part of it. */
    public String title() {
        List<String> part = module.part();
        if (part == null) {
            return module.title();
        }
        String name = part.size() == 1 ? part.get(0) : "Path from " + part.get(0) + " to " + part.get(1);
        return name + " of " + module.title();
    }

    /** What the rule asked for, as a person would say it. */
    public String ruleInWords() {
        List<String> part = module.part();
        if (part != null) {
            return part.size() == 1
                    ? "every training asset of " + part.get(0)
                    : "every training asset of every environment on the path from " + part.get(0) + " to "
                            + part.get(1);
        }
        if (rule.equals("all")) {
            return "every training asset of every environment";
        }
        if (rule.equals("path")) {
            return "every training asset of every environment on one path";
        }
        return "every training asset up to level " + rule.substring("level:".length());
    }
}
