package dev.waymark.server.records;

/** How much of one cell (an environment at one level) a record covers. */
public record CellCount(String environment, int level, int completed, int total) {
    public CellCount {
        if (total < 1 || completed < 0 || completed > total) {
            throw new IllegalArgumentException("a cell has 1 or more assets and 0 to all of them are completed");
        }
    }

    public int percent() {
        return 100 * completed / total;
    }

    /** The cell as people read it; a page may give no level. */
    public String label() {
        return level == 0 ? environment : environment + ", level " + level;
    }
}
