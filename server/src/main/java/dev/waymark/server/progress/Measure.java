package dev.waymark.server.progress;

import dev.waymark.server.editions.Edition;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody is with a module: the one rule behind the figures of learners, managers, exports and grade books.
 * Statements over many people say the same in SQL ({@code MemberSql}).
 *
 * @param cells what counts for this learner by cell index, as their summary has it
 * @param record of the learner's records that stand the newest
 */
public record Measure(Edition edition, int[] cells, Standing.@Nullable Earned record) {

    /** Holds a record of the present cycle: measured against that record's version, of which nothing is missing. */
    public boolean finished() {
        return record != null && record.counts() && record.cycle() >= edition.cycle();
    }

    /** Finished before this cycle began, and is asked for more. */
    public boolean renewing() {
        return record != null && record.counts() && record.cycle() < edition.cycle();
    }

    public Edition.Share share() {
        return edition.wholeModule().share(cells);
    }

    public int percent() {
        return finished() ? 100 : share().percent();
    }
}
