package dev.waymark.server.load;

import dev.waymark.server.Await;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs operations against each other in turns, eight at once, after a warm-up. */
final class Load implements AutoCloseable {
    private static final int AT_ONCE = 8;
    private static final long WARM_UP = Long.getLong("waymark.warmup", 20) * 1_000_000_000L;
    private static final int ROUNDS = Integer.getInteger("waymark.rounds", 9);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Pool pool;

    Load(Pool pool) {
        this.pool = pool;
    }

    /** Something that is done once, by the nth caller. */
    interface Operation {
        void run(int n) throws IOException, InterruptedException;
    }

    /** Microseconds of processor time for each operation: medians of the rounds. */
    record Cost(double server, double database) {}

    /** What everything cost, by name. */
    record Costs(Map<String, Cost> all) {
        Cost of(String name) {
            return Objects.requireNonNull(all.get(name), name);
        }

        double server(String one, String other) {
            return of(one).server() / of(other).server();
        }

        double database(String one, String other) {
            return of(one).database() / of(other).database();
        }
    }

    Costs compare(Map<String, Operation> operations, int times) {
        long end = System.nanoTime() + WARM_UP;
        while (System.nanoTime() < end) {
            operations.values().forEach(operation -> all(operation, times));
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            operations.forEach((name, operation) -> {
                Cpu start = Cpu.now(pool);
                all(operation, times);
                Cpu spent = Cpu.now(pool).since(start);
                costs.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(new Cost(spent.server() / 1e3 / times, spent.database() / 1e3 / times));
            });
        }
        Map<String, Cost> medians = new LinkedHashMap<>();
        costs.forEach((name, all) -> medians.put(
                name,
                new Cost(
                        median(all.stream().mapToDouble(Cost::server).toArray()),
                        median(all.stream().mapToDouble(Cost::database).toArray()))));
        medians.forEach((name, cost) -> System.out.printf(
                "%-34s server %7.0f µs  PostgreSQL %7.0f µs%n", name, cost.server(), cost.database()));
        return new Costs(medians);
    }

    void all(Operation operation, int times) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(threads.submit(() -> {
                for (int n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
                    operation.run(n);
                }
                return null;
            }));
        }
        running.forEach(Load::done);
    }

    private static void done(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return response;
    }

    /** Committed transactions of a database so far, of connections that are idle by now. */
    static long commits(Pool pool) {
        Await.result(pool.query("select pg_stat_force_next_flush()").execute());
        return Await.result(pool.query("select xact_commit from pg_stat_database where datname = current_database()")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
