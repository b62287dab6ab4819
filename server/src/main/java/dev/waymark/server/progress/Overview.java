package dev.waymark.server.progress;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.editions.Earlier;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.Renewal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one learner in one edition.
 *
 * @param touched by asset id; what is missing was never opened
 * @param pinned the version of the learner's record, when that is an earlier one
 * @param chosenPath first environment of the path the learner chose
 * @param partRecords by rule, the newest record of each part that was earned, where the module asks for such
 */
public record Overview(
        Measure measure,
        ProgressStore.Counts counts,
        Map<UUID, AssetProgress> touched,
        @Nullable Earlier pinned,
        @Nullable String chosenPath,
        Map<String, Standing.Earned> partRecords) {

    public Edition edition() {
        return measure.edition();
    }

    public Standing.@Nullable Earned record() {
        return measure.record();
    }

    public int percent() {
        return measure.percent();
    }

    /** Completed assets by cell index, as far as they count for this learner. */
    public int[] cells() {
        return counts.cells();
    }

    public AssetProgress of(PlacedAsset asset) {
        return touched.getOrDefault(asset.id(), AssetProgress.untouched(asset.id()));
    }

    /** Whether it was done before everything had to be done again, and not since. */
    public boolean lapsed(PlacedAsset asset) {
        return lapsed(of(asset));
    }

    private boolean lapsed(AssetProgress progress) {
        return progress.state().done()
                && counts.since() != null
                && progress.completedAt() != null
                && progress.completedAt().isBefore(counts.since());
    }

    /** Whether nothing is ticked, but the record that is being topped up stands for it. */
    public boolean covered(PlacedAsset asset) {
        return counts.covered().contains(asset.id()) && !of(asset).state().done();
    }

    /** What is left for the learner to do, in page order. */
    public List<PlacedAsset> open() {
        Set<UUID> done = done();
        return edition().assets().stream()
                .filter(asset ->
                        !done.contains(asset.id()) && !edition().waived().contains(asset.id()))
                .toList();
    }

    /** What this edition asks of somebody who had finished before it; empty when that is nothing. */
    public Optional<Asked> asked() {
        Standing.Earned record = record();
        if (record == null || !record.counts()) {
            return Optional.empty();
        }
        Renewal renewal = edition().renewal();
        if (measure.renewing()) {
            Appeal appeal = record.cycle() < renewal.recertified() ? renewal.appeal() : Appeal.NONE;
            return Optional.of(
                    new Asked(renewal.policy(), open().size(), record.issuedAt(), renewal.deadline(), appeal));
        }
        Earlier earlier = pinned;
        long beside = earlier == null
                ? 0
                : open().stream().filter(asset -> !earlier.holds(asset)).count();
        return beside == 0
                ? Optional.empty()
                : Optional.of(new Asked(Policy.KEEP, (int) beside, record.issuedAt(), null, Appeal.NONE));
    }

    /**
     * What is asked under a policy; under {@code KEEP} it merely stands beside the record.
     *
     * @param open how many assets
     * @param appeal of whoever asks for everything again
     */
    public record Asked(
            Policy policy,
            int open,
            Instant recordAt,
            @Nullable Instant by,
            Appeal appeal) {

        public RenewalView view(Instant now, @Nullable String changesUrl) {
            return new RenewalView(
                    policy,
                    open,
                    recordAt.toString(),
                    by == null ? null : by.toString(),
                    by != null && by.isBefore(now),
                    appeal,
                    changesUrl);
        }
    }

    private Set<UUID> done() {
        Set<UUID> done = touched.values().stream()
                .filter(asset -> asset.state().done() && !lapsed(asset))
                .map(AssetProgress::asset)
                .collect(Collectors.toCollection(HashSet::new));
        done.addAll(counts.covered());
        return done;
    }

    public int completed() {
        return Arrays.stream(cells()).sum();
    }

    public int done(String environment) {
        return edition().cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .mapToInt(cell -> cells()[cell.index()])
                .sum();
    }

    public int total(String environment) {
        return edition().cells().stream()
                .filter(cell -> cell.environment().equals(environment))
                .mapToInt(cell -> cell.total())
                .sum();
    }

    public long cellsCompleted() {
        return edition().cells().stream()
                .filter(cell -> cells()[cell.index()] >= cell.total())
                .count();
    }

    /** The record of an environment, while it says that its holder has completed that. */
    public Optional<Standing.Earned> recordOf(String environment) {
        return Optional.ofNullable(partRecords.get("environment:" + environment))
                .filter(Standing.Earned::counts);
    }

    /**
     * Whether a record of an environment wants everything done anew although it is all ticked: its holder had not finished
     * the module when that was recertified, so that no tick lapsed.
     */
    public boolean wantsAnew(Standing.Earned record, String environment) {
        return record.cycle() < edition().renewal().recertified() && done(environment) >= total(environment);
    }

    public Optional<PlacedAsset> nextUp() {
        return NextUp.of(edition(), chosenPath, done());
    }

    public List<PlacedAsset> twins(PlacedAsset asset) {
        return edition().assets().stream()
                .filter(other -> other.canonicalUrl().equals(asset.canonicalUrl())
                        && !other.id().equals(asset.id()))
                .toList();
    }
}
