package dev.waymark.server.records;

import org.jspecify.annotations.Nullable;

/** Where the learner came from when the record was earned. */
public record RecordOrigin(
        @Nullable String platform,
        @Nullable String registration,
        @Nullable String deployment,
        @Nullable String context) {}
