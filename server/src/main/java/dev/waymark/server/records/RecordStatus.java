package dev.waymark.server.records;

/** A record never changes; its status says what happened beside it. */
public enum RecordStatus {
    VALID,
    EXPIRED,
    REVOKED,
    SUPERSEDED,
    WITHDRAWN
}
