package dev.waymark.server.editions;

import dev.waymark.server.Await;
import io.vertx.sqlclient.Pool;
import java.util.stream.IntStream;

/** The module whose publication is interrupted, and all that a database says of it. */
final class KilledModule {
    static final String SLUG = "killed";

    private KilledModule() {}

    static byte[] page(int trainings, int edition) {
        TestPage page = TestPage.of(SLUG);
        IntStream.range(0, trainings).forEach(i -> page.asset("One", 100 + 100 * (i % 2), "Training " + i, "t" + i));
        return page.asset("Two", 100, "Latest " + edition, "latest-" + edition).bytes();
    }

    static long halfWritten(Pool pool) {
        return Await.result(pool.query("""
                        select count(*) from version_asset a join module_version v on v.id = a.version_id
                        where v.state <> 'published'
                        """).execute()).iterator().next().getLong(0);
    }

    /** Everything but the ids that were drawn. */
    static String state(Pool pool) {
        return Await.result(pool.query("""
                        select concat_ws(e'\\n',
                          (select concat_ws(' ', v.number, v.revision, m.basis, m.cycle, v.state)
                            from module m join module_version v on v.id = m.current_version),
                          (select string_agg(concat_ws(' ', v.number, a.position, a.cell, a.canonical_url, a.carried,
                            (select count(*) from version_asset b where b.asset_id = a.asset_id)), e'\\n'
                            order by v.number, a.position)
                            from version_asset a join module_version v on v.id = a.version_id),
                          (select string_agg(concat_ws(' ', learner_id, basis, cells::text, completed), e'\\n'
                            order by learner_id) from summary),
                          (select count(*) from asset), (select count(*) from progress), (select count(*) from record),
                          (select count(*) from audit where action = 'module.published'))
                        """).execute()).iterator().next().getString(0);
    }
}
