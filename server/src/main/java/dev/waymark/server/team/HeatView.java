package dev.waymark.server.team;

/**
 * One learner's cell of the heat map.
 *
 * @param id of the element, {@code cell-LEARNER-INDEX}
 * @param step 0 nothing, 1 to 3 parts, 4 all; ignored where total is 0, a hole
 */
public record HeatView(String id, int completed, int total, int step, String url) {
    /** Nothing is 0 and everything 4; what lies between is spread over 1 to 3. */
    public static int step(int completed, int total) {
        if (completed <= 0 || total <= 0) {
            return 0;
        }
        return completed >= total ? 4 : 1 + Math.min(2, 3 * completed / total);
    }
}
