package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Everybody who held a record of a module when a cycle asked to renew it, and how far they are. */
public final class HolderStore {
    public static final int PAGE = 50;
    private static final int AT_ONCE = 500;

    /**
     * What is asked of holders.
     *
     * @param cycle whoever holds a record of it, or of a later one, has renewed
     * @param began when it was asked; null = not yet
     * @param deadline when records expire that were not renewed; null = never
     */
    public record Question(
            UUID module,
            int cycle,
            @Nullable Instant began,
            @Nullable Instant deadline) {}

    /* $1 module, $2 cycle, $3 began, $4 deadline. A record that was taken back or withdrawn is nobody's to renew. Records
     * of parts are not counted. */
    private static final String ASKED = """
            with asked as (
              select s.learner_id, l.platform_id, l.name, case when s.record_cycle >= $2 then 'renewed'
                when $4::timestamptz <= now() then 'expired' when s.last_activity_at >= $3::timestamptz then 'under-way'
                else 'not-begun' end as standing
              from summary s join learner l on l.id = s.learner_id and not l.test_user
              where s.module_id = $1 and (s.record_cycle < $2 or s.record_cycle >= $2 and exists (
                select from record r where r.learner_id = s.learner_id and r.module_id = $1 and r.part is null and r.cycle < $2
                  and not exists (select from record_event e where e.record_id = r.id and e.kind in ('revoked', 'withdrawn'))))
            )
            """;

    private static final String FIGURES = """
            coalesce(sum(n), 0)::int as asked, coalesce(sum(n) filter (where standing = 'renewed'), 0)::int as renewed,
            coalesce(sum(n) filter (where standing = 'under-way'), 0)::int as under_way,
            coalesce(sum(n) filter (where standing = 'not-begun'), 0)::int as not_begun,
            coalesce(sum(n) filter (where standing = 'expired'), 0)::int as expired
            """;

    /* Who learns in several contexts counts in each, and once above them. */
    private static final String ROLL_UP = ASKED + """
            , placed as (
              select a.platform_id, m.context_id, a.standing, count(*) as n
              from asked a left join membership m on m.learner_id = a.learner_id and m.learns group by 1, 2, 3
            ), once as (
              select platform_id, standing, count(*) as n from asked group by 1, 2
            ), line as (
              select 2 as depth, platform_id, context_id, {figures} from placed group by 2, 3
              union all
              select 1 - grouping(platform_id), platform_id, null, {figures} from once group by grouping sets ((platform_id), ())
            )
            select t.*, coalesce(c.title, c.label) as title, coalesce(p.name, p.issuer) as platform
            from line t left join context c on c.id = t.context_id left join platform p on p.id = t.platform_id
            order by depth > 0, platform nulls first, t.platform_id nulls first, depth, t.context_id is null,
              lower(coalesce(c.title, c.label)), t.context_id
            """.replace("{figures}", FIGURES);

    /** How many are asked; each of them is exactly one of the others. */
    public record Figures(int asked, int renewed, int underWay, int notBegun, int expired) {
        public static final Figures NONE = new Figures(0, 0, 0, 0, 0);

        public int open() {
            return asked - renewed;
        }
    }

    /**
     * One line: of everything (depth 0), of a platform (1), or of a context (2).
     *
     * @param context null at depth 2 for whoever learns in no context any more
     */
    public record Line(
            int depth,
            @Nullable UUID platform,
            @Nullable String platformName,
            @Nullable UUID context,
            @Nullable String title,
            Figures figures) {}

    /** Everything first, then each platform before its contexts. */
    public Future<List<Line>> rollUp(SqlClient client, Question question) {
        return client.preparedQuery(ROLL_UP)
                .execute(values(question))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Line(
                                row.getInteger("depth"),
                                row.getUUID("platform_id"),
                                row.getString("platform"),
                                row.getUUID("context_id"),
                                row.getString("title"),
                                figures(row)))
                        .toList());
    }

    private static Figures figures(Row row) {
        return new Figures(
                row.getInteger("asked"),
                row.getInteger("renewed"),
                row.getInteger("under_way"),
                row.getInteger("not_begun"),
                row.getInteger("expired"));
    }

    private static Tuple values(Question question) {
        return Tuple.of(question.module(), question.cycle(), offset(question.began()), offset(question.deadline()));
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    /* $5 basis. Whose summary waits to be recounted and who did nothing since it began has nothing done. */
    private static final String OPEN = ASKED + """
            select a.learner_id, a.name, a.standing, s.last_activity_at, s.basis < $5 as stale,
              case when s.basis < $5 and s.last_activity_at < $3 then 0 else {percent} end as percent,
              array(select coalesce(c.title, c.label, '—') from membership m join context c on c.id = m.context_id
                where m.learner_id = a.learner_id and m.learns order by 1 limit 20) as contexts
            from asked a join summary s on s.learner_id = a.learner_id and s.module_id = $1
            where a.standing <> 'renewed' order by lower(a.name) nulls last, a.learner_id
            """;

    /**
     * Somebody who has not renewed yet.
     *
     * @param percent of the edition that was asked about
     * @param stale whether that was counted for an earlier one
     */
    public record Holder(
            UUID learner,
            @Nullable String name,
            String standing,
            List<String> contexts,
            int percent,
            Instant lastActivityAt,
            boolean stale) {}

    /** A page of those who have not renewed, by name. */
    public Future<List<Holder>> open(SqlClient client, Question question, Edition edition, int skipped) {
        return client.preparedQuery(open(edition) + " limit " + PAGE + " offset $6")
                .execute(values(question).addValue(edition.basis()).addValue(skipped))
                .map(HolderStore::holders);
    }

    /** All of them, some at a time; the caller's transaction keeps it one moment. */
    public Future<Void> everyOpen(
            SqlConnection connection, Question question, Edition edition, Function<List<Holder>, Future<Void>> taker) {
        return connection
                .prepare(open(edition))
                .compose(statement -> rest(statement.cursor(values(question).addValue(edition.basis())), taker));
    }

    private static Future<Void> rest(io.vertx.sqlclient.Cursor rows, Function<List<Holder>, Future<Void>> taker) {
        return rows.read(AT_ONCE)
                .compose(read -> taker.apply(holders(read)))
                .compose(taken -> rows.hasMore() ? rest(rows, taker) : rows.close());
    }

    private static String open(Edition edition) {
        return OPEN.replace("{percent}", MemberSql.percent(edition));
    }

    private static List<Holder> holders(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Holder(
                        row.getUUID("learner_id"),
                        row.getString("name"),
                        row.getString("standing"),
                        List.of(row.getArrayOfStrings("contexts")),
                        row.getInteger("percent"),
                        row.getOffsetDateTime("last_activity_at").toInstant(),
                        row.getBoolean("stale")))
                .toList();
    }
}
