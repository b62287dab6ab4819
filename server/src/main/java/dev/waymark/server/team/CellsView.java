package dev.waymark.server.team;

import dev.waymark.server.web.Page;
import java.util.List;

/** Cells that changed, to be put in place while the rows stay where they are. */
public record CellsView(Page page, List<Change> changes) {
    public record Change(HeatView cell, String learnerId, int percent) {}
}
