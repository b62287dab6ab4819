package dev.waymark.server.records.export;

import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every export of records that is kept.
 *
 * @param searchUrl where records are looked for
 * @param notice why what was asked a moment ago was not done
 */
public record ExportsView(
        Page page, String searchUrl, @Nullable String notice, List<Row> rows) {

    /** For how long an export is kept. */
    public int keptDays() {
        return ExportStore.KEPT_DAYS;
    }

    /**
     * One export.
     *
     * @param askedBy null where the administrator has no name here
     * @param searched what the search was for, in words; empty for all records
     * @param size about, in words; null until it is ready
     * @param reason names a text {@code exports.reason.reason}; null unless it failed
     * @param refreshUrl where its state is read again; null once that does not change
     * @param resumeAction takes nothing; null where there is nothing to go on with
     */
    public record Row(
            String id,
            @Nullable String askedBy,
            String createdAt,
            String expiresAt,
            String form,
            List<String> searched,
            State state,
            int done,
            int records,
            @Nullable String size,
            @Nullable String reason,
            @Nullable String refreshUrl,
            @Nullable String fileUrl,
            @Nullable String resumeAction,
            String deleteAction) {}

    public enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED
    }

    /**
     * The form that starts an export of what a search shows.
     *
     * @param fields the search
     * @param records how many it finds
     */
    public record Start(String action, Map<String, String> fields, int records) {
        public int mostCsv() {
            return Export.Wish.MOST_IN_CSV;
        }

        public int mostZip() {
            return Export.Wish.MOST_IN_ZIP;
        }

        public int mostCertificates() {
            return Export.Wish.MOST_WITH_CERTIFICATES;
        }
    }
}
