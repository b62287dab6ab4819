package dev.waymark.server.records.export;

import dev.waymark.server.Await;
import io.vertx.sqlclient.Pool;

/** A database that takes its time to store a part of an export, so that something can happen meanwhile. */
final class SlowParts {
    private SlowParts() {}

    /** @param seconds for each part */
    static void begin(Pool pool, double seconds) {
        Await.result(pool.query("""
                        create or replace function slow_part() returns trigger language plpgsql as $$
                        begin
                          perform pg_sleep(%s);
                          return new;
                        end $$;
                        create trigger slow_part before update on record_export_part for each row execute function slow_part()
                        """.formatted(seconds)).execute());
    }

    static void end(Pool pool) {
        Await.result(pool.query("drop trigger slow_part on record_export_part").execute());
    }
}
