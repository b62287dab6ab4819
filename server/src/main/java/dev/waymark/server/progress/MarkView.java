package dev.waymark.server.progress;

/** The sign beside anything that can be done: the same shape on the map, in lists and in the legend. */
public enum MarkView {
    /** Nothing exists here, so nothing is missing. */
    HOLE,
    OPEN,
    OPENED,
    PARTLY,
    DONE,
    VERIFIED,
    /** Was done, and has to be done again. */
    RENEW;

    public static MarkView of(AssetState state) {
        return switch (state) {
            case NONE -> OPEN;
            case OPENED -> OPENED;
            case COMPLETED -> DONE;
            case VERIFIED -> VERIFIED;
        };
    }
}
