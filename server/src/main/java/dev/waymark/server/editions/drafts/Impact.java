package dev.waymark.server.editions.drafts;

/**
 * What publishing a draft would do to people.
 *
 * @param learners who have started the module
 * @param learnersGainingOpenItems have something to do that they did not have before
 * @param learnersLosingCompleteCells have a complete cell that would no longer be complete
 * @param learnersCompletedByEdition would be finished because what they lacked is gone
 * @param recordsChanged none, ever: a record is pinned to its version
 */
public record Impact(
        long learners,
        long learnersGainingOpenItems,
        long learnersLosingCompleteCells,
        long learnersCompletedByEdition,
        long recordsChanged) {
    static final Impact NONE = new Impact(0, 0, 0, 0, 0);
}
