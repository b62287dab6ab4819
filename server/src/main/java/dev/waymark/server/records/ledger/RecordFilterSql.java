package dev.waymark.server.records.ledger;

import dev.waymark.server.web.Listing;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A {@link RecordFilter} over a {@code record r} and its {@code module m}. */
public final class RecordFilterSql {
    /** As {@link RecordStore} reads it: what happened last, else whether the record's own time is over. */
    public static final String STATUS = """
            coalesce((select e.kind from record_event e where e.record_id = r.id order by e.id desc limit 1),
              case when r.valid_until < now() then 'expired' else 'valid' end)
            """;

    /** With {@code $1} to {@code $6} as in {@link #values}. */
    public static final String WHERE = """
            ($1 = '' or r.learner_name ilike '%' || $1 || '%' or m.slug = lower($2) or r.id::text = lower($2)
              or r.learner_id::text = lower($2) or r.code = $2)
            and ($3 = '' or m.slug = $3)
            and ($5::timestamptz is null or r.issued_at >= $5) and ($6::timestamptz is null or r.issued_at < $6)
            and ($4 = '' or $4 =
            """ + STATUS + ")";

    private RecordFilterSql() {}

    public static Tuple values(RecordFilter filter) {
        return Tuple.of(Listing.escaped(filter.query()), filter.query(), filter.module())
                .addValue(RecordFilter.word(filter.status()))
                .addValue(start(filter.from()))
                .addValue(filter.to() == null ? null : start(filter.to().plusDays(1)));
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
