package dev.waymark.server.editions.settings;

import dev.waymark.server.audit.AuditStore;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Path;
import dev.waymark.server.editions.CompletionRule;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.editions.ModuleSettings;
import dev.waymark.server.editions.Part;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a module's rule, the parts it gives records for, paths, aliases and the limit after which learners count as stalled. */
public final class Settings {
    private static final int MOST_STEPS = 200;
    private static final int MOST_DAYS = 365;
    private final Pool pool;
    private final SettingsStore store;
    private final EditionStore editionStore;
    private final Editions editions;
    private final AuditStore audit;

    public Settings(Pool pool, SettingsStore store, EditionStore editionStore, Editions editions, AuditStore audit) {
        this.pool = pool;
        this.store = store;
        this.editionStore = editionStore;
        this.editions = editions;
        this.audit = audit;
    }

    public Future<ModuleSettings> of(Edition edition) {
        return editionStore.settings(pool, edition.moduleId());
    }

    public Future<Edition> rule(String slug, String text, String actor) {
        return changed(slug, actor, "module.rule", Map.of("rule", text), (connection, edition) -> {
            CompletionRule rule = rule(text);
            boolean asksForSomething = rule.alternatives(edition.cells(), edition.paths()).stream()
                    .allMatch(way -> java.util.Arrays.stream(way).sum() > 0);
            if (!asksForSomething) {
                throw Problem.badField("rule", "This rule would ask for nothing in this module.");
            }
            return store.rule(connection, edition.moduleId(), rule.text());
        });
    }

    private static CompletionRule rule(String text) {
        try {
            return CompletionRule.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.badField("rule", String.valueOf(e.getMessage()));
        }
    }

    /** @param steps null = as the page has them */
    public Future<Edition> paths(String slug, @Nullable List<Path> steps, String actor) {
        Map<String, Object> detail = steps == null ? Map.of() : Map.of("paths", steps);
        return changed(slug, actor, "module.paths", detail, (connection, edition) -> {
            check(edition, steps == null ? List.of() : steps);
            return settings(connection, edition, settings -> settings.withPaths(steps));
        });
    }

    private static void check(Edition edition, List<Path> steps) {
        Set<String> keys = new HashSet<>();
        edition.module().environments().stream().map(Environment::key).forEach(keys::add);
        Set<String> from = new HashSet<>();
        Set<String> to = new HashSet<>();
        for (Path step : steps) {
            if (!keys.contains(step.from()) || !keys.contains(step.to())) {
                throw Problem.badField("paths", "A path names an environment that the module does not have.");
            }
            if (!from.add(step.from()) || !to.add(step.to())) {
                throw Problem.badField("paths", "A path may leave an environment once and enter it once.");
            }
        }
        long reached = CompletionRule.chains(steps).stream()
                .mapToLong(chain -> chain.size() - 1)
                .sum();
        if (steps.size() > MOST_STEPS || reached != steps.size()) {
            throw Problem.badField("paths", "A path may not lead back to where it started.");
        }
    }

    /** @param resource null forgets the alias; empty says that nothing trains for the service */
    public Future<Edition> alias(
            String slug, String environment, String service, @Nullable String resource, String actor) {
        Map<String, Object> detail =
                Map.of("environment", environment, "service", service, "resource", resource == null ? "" : resource);
        return changed(slug, actor, "module.alias", detail, (connection, edition) -> {
            check(edition, environment, service, resource);
            return settings(connection, edition, settings -> settings.withAlias(environment, service, resource));
        });
    }

    private static void check(Edition edition, String key, String service, @Nullable String resource) {
        Environment environment = edition.module().environments().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.badField("environment", "The module has no such environment."));
        if (environment.services().stream().noneMatch(each -> each.name().equals(service))) {
            throw Problem.badField("service", "The environment has no such service.");
        }
        boolean known = resource == null
                || resource.isEmpty()
                || environment.resources().stream().anyMatch(each -> each.name().equals(resource));
        if (!known) {
            throw Problem.badField("resource", "The environment has no such resource.");
        }
    }

    /** @param days 1 to 365 */
    public Future<Edition> stalledDays(String slug, int days, String actor) {
        return changed(slug, actor, "module.stalled-days", Map.of("days", days), (connection, edition) -> {
            if (days < 1 || days > MOST_DAYS) {
                throw Problem.badField("days", "The limit must be from 1 to " + MOST_DAYS + " days.");
            }
            return store.stalledDays(connection, edition.moduleId(), days);
        });
    }

    /** Switching a kind on issues records to everybody who is there already, as summaries are recounted. */
    public Future<Edition> records(String slug, Part.Asked asked, String actor) {
        Map<String, Object> detail = Map.of("environments", asked.environments(), "paths", asked.paths());
        return changed(
                slug,
                actor,
                "module.records",
                detail,
                (connection, edition) -> settings(connection, edition, settings -> settings.withRecords(asked)));
    }

    private Future<Void> settings(SqlConnection connection, Edition edition, UnaryOperator<ModuleSettings> change) {
        return editionStore
                .settings(connection, edition.moduleId())
                .compose(settings -> store.settings(connection, edition.moduleId(), change.apply(settings)));
    }

    private Future<Edition> changed(
            String slug,
            String actor,
            String action,
            Map<String, ?> detail,
            BiFunction<SqlConnection, Edition, Future<Void>> change) {
        return editions.refreshed(slug)
                .compose(edition -> pool.withTransaction(connection -> store.lock(connection, edition.moduleId())
                        .compose(locked -> change.apply(connection, edition))
                        .compose(done -> audit.note(connection, actor, action, slug, detail))))
                .compose(done -> editions.refreshed(slug));
    }
}
