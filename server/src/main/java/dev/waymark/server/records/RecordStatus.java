package dev.waymark.server.records;

/** A record never changes; its status says what happened beside it. */
public enum RecordStatus {
    VALID,
    EXPIRED,
    REVOKED,
    SUPERSEDED,
    WITHDRAWN;

    /** Whether it proves what it says: a newer record beside it takes nothing from that. */
    public boolean stands() {
        return this == VALID || this == SUPERSEDED;
    }

    /** Ended by somebody, for good. */
    public boolean takenBack() {
        return this == REVOKED || this == WITHDRAWN;
    }
}
