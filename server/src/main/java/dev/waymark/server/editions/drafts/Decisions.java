package dev.waymark.server.editions.drafts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decided about the rows of a comparison. A row is named by the permanent id of its old asset,
 * so that a decision keeps its meaning when the draft is compared anew.
 *
 * @param confirm rows that are the same training, and renames of environments
 * @param overrides rows whose ticks are carried, or not, otherwise than proposed
 */
public record Decisions(Set<String> confirm, List<RowDecision> overrides) {
    public static final Decisions NONE = new Decisions(Set.of(), List.of());

    @JsonCreator
    public Decisions(
            @JsonProperty("confirm") @Nullable Set<String> confirm,
            @JsonProperty("overrides") @Nullable List<RowDecision> overrides) {
        this.confirm = confirm == null ? Set.of() : Set.copyOf(confirm);
        this.overrides = overrides == null ? List.of() : List.copyOf(overrides);
    }

    /**
     * @param carry null = the opposite of what is proposed
     * @param to the row of a new asset that the old one is; null = the one of its own row
     */
    public record RowDecision(
            String id, @Nullable Boolean carry, @Nullable String to) {}

    Optional<RowDecision> override(String id) {
        return overrides.stream().filter(override -> override.id().equals(id)).findFirst();
    }

    boolean carries(String id, boolean proposed) {
        Optional<RowDecision> override = override(id);
        if (override.isPresent()) {
            Boolean carry = override.get().carry();
            return carry == null ? !proposed || override.get().to() != null : carry;
        }
        return proposed || confirm.contains(id);
    }

    /** These and more; the later word about a row counts. */
    public Decisions with(Decisions more) {
        Set<String> confirmed = new LinkedHashSet<>(confirm);
        confirmed.addAll(more.confirm);
        Map<String, RowDecision> byId = new LinkedHashMap<>();
        overrides.forEach(override -> byId.put(override.id(), override));
        more.overrides.forEach(override -> byId.put(override.id(), override));
        return new Decisions(confirmed, new ArrayList<>(byId.values()));
    }

    boolean nothing() {
        return confirm.isEmpty() && overrides.isEmpty();
    }
}
