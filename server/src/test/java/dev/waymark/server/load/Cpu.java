package dev.waymark.server.load;

import dev.waymark.server.Await;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.StreamSupport;

/** Processor time so far, in nanoseconds: of every Vert.x thread of this JVM, and of PostgreSQL's connections. */
record Cpu(long server, long database) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    static Cpu now(Pool pool) {
        return new Cpu(threads(), database(pool));
    }

    Cpu since(Cpu start) {
        return new Cpu(server - start.server, database - start.database);
    }

    private static long threads() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .filter(time -> time > 0)
                .sum();
    }

    /** Zero where PostgreSQL does not run on this machine. */
    private static long database(Pool pool) {
        return StreamSupport.stream(
                        Await.result(pool.query(
                                                "select pid from pg_stat_activity where backend_type = 'client backend'")
                                        .execute())
                                .spliterator(),
                        false)
                .mapToLong(row -> process(row.getInteger("pid")))
                .sum();
    }

    private static long process(int pid) {
        Path folder = Path.of("/proc", Integer.toString(pid));
        try {
            return Files.isReadable(folder.resolve("schedstat"))
                            && Files.readString(folder.resolve("comm")).startsWith("postgres")
                    ? Long.parseLong(
                            Files.readString(folder.resolve("schedstat")).split(" ")[0])
                    : 0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
