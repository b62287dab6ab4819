package dev.waymark.server.editions.publishing;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.drafts.DraftStore;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.ImpactStore;
import dev.waymark.server.editions.drafts.PageSourceStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;

/** What it takes to import pages and publish them into a database: for the server and for the command line. */
public record Editing(Editions editions, Drafts drafts, Publishing publishing) {

    public static Editing of(Vertx vertx, Pool pool, Editions editions, EditionStore editionStore, Clock clock) {
        AuditStore audit = new AuditStore();
        DraftStore store = new DraftStore();
        Drafts drafts = new Drafts(vertx, pool, store, new PageSourceStore(), new ImpactStore(), editionStore, audit);
        Publishing publishing = new Publishing(pool, drafts, store, new PublishStore(), editions, audit, clock);
        return new Editing(editions, drafts, publishing);
    }

    public static Editing of(Vertx vertx, Pool pool) {
        EditionStore store = new EditionStore();
        Clock clock = Clock.systemUTC();
        return of(vertx, pool, new Editions(pool, store, clock), store, clock);
    }
}
