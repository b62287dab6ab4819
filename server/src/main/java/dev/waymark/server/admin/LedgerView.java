package dev.waymark.server.admin;

import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.export.ExportsView;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every record that was issued, and what happened to it since.
 *
 * @param notice why what was asked a moment ago was not done
 */
public record LedgerView(
        Page page,
        String action,
        Search search,
        @Nullable String notice,
        ExportsView.Start export,
        List<Entry> entries,
        PagingView paging) {

    /** @param from first day of issue, {@code to} the last one; null for all */
    public record Search(
            String query,
            List<ChoiceView> modules,
            List<ChoiceView> statuses,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * @param name as of when it was issued; null where none was known, or it was erased
     * @param events oldest first
     * @param revokeAction takes {@code reason}; null where nothing is left to take back
     * @param reissueAction takes {@code reason}; null likewise
     */
    public record Entry(
            String id,
            @Nullable String name,
            String module,
            int version,
            int cycle,
            String issuedAt,
            RecordStatus status,
            List<Event> events,
            String verifyUrl,
            @Nullable String revokeAction,
            @Nullable String reissueAction) {}

    public record Event(String kind, String at, @Nullable String reason) {}
}
