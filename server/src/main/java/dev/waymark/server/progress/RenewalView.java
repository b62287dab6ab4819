package dev.waymark.server.progress;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.editions.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of somebody who had finished before this edition.
 *
 * @param policy {@code KEEP}: nothing, {@code open} merely stand beside it
 * @param recordAt when the record was issued that stands meanwhile
 * @param by null where there is no deadline
 * @param appeal what an administrator says about it
 * @param changesUrl what changed since that record; null where only the learner has that page
 */
public record RenewalView(
        Policy policy,
        int open,
        String recordAt,
        @Nullable String by,
        boolean overdue,
        Appeal appeal,
        @Nullable String changesUrl) {}
