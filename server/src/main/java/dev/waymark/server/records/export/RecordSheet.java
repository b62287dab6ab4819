package dev.waymark.server.records.export;

import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.export.ExportStore.Aside;
import dev.waymark.server.records.ledger.Entry;
import dev.waymark.server.records.ledger.RecordFilter;
import dev.waymark.server.web.Csv;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records as a table for spreadsheets: one line for each; times in UTC. */
final class RecordSheet {
    private static final List<Object> HEADER = List.of(
            "Record id",
            "Code",
            "Learner",
            "Learner id",
            "Platform",
            "Context",
            "Context id",
            "Module",
            "Title",
            "Version",
            "Content hash",
            "Rule",
            "Cycle",
            "Completed",
            "Total",
            "First activity (UTC)",
            "Last activity (UTC)",
            "Issued (UTC)",
            "Valid until (UTC)",
            "Status",
            "Status reason",
            "Status since (UTC)",
            "Supersedes",
            "Superseded by",
            "Verify page",
            "Credential",
            "Scores offered",
            "Scores delivered");

    private RecordSheet() {}

    static List<Object> header() {
        return HEADER;
    }

    /** @param publicUrl of this server */
    static List<Object> row(Entry entry, Aside aside, URI publicUrl) {
        CompletionRecord record = entry.record();
        Optional<Entry.Event> event = Optional.ofNullable(entry.event());
        return List.of(
                record.id(),
                record.code(),
                Csv.text(entry.holder()),
                record.learnerId(),
                Csv.text(record.origin().platform()),
                Csv.text(aside.context()),
                Csv.text(record.origin().context()),
                Csv.text(record.module().permalink()),
                Csv.text(record.title()),
                record.module().version(),
                record.module().contentHash(),
                Csv.text(record.rule()),
                record.cycle(),
                record.completed(),
                record.total(),
                record.firstActivity(),
                record.lastActivity(),
                record.issuedAt(),
                text(record.validUntil()),
                RecordFilter.word(record.status()),
                Csv.text(event.map(Entry.Event::reason).orElse(null)),
                text(event.map(Entry.Event::at).orElse(null)),
                text(entry.line().older()),
                text(entry.line().newer()),
                publicUrl + "/verify/" + record.code(),
                credential(entry),
                aside.offered(),
                aside.delivered());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** An erased person's credentials were emptied. */
    private static String credential(Entry entry) {
        Entry.Signed signed = entry.signed();
        return signed == null ? "not signed" : signed.jwt().isEmpty() ? "erased" : "signed";
    }
}
