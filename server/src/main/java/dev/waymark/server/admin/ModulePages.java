package dev.waymark.server.admin;

import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.Path;
import dev.waymark.server.content.Resource;
import dev.waymark.server.content.Service;
import dev.waymark.server.editions.Cell;
import dev.waymark.server.editions.CompletionRule;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.ModuleSettings;
import dev.waymark.server.editions.publishing.VersionStore;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Modules and their versions as the pages show them. */
final class ModulePages {
    private ModulePages() {}

    static ModulesView list(
            Page page,
            String base,
            List<Edition> published,
            List<VersionStore.Waiting> waiting,
            Map<UUID, Integer> learners,
            @Nullable String problem) {
        Map<String, List<VersionStore.Waiting>> drafts = waiting.stream()
                .collect(Collectors.groupingBy(VersionStore.Waiting::slug, TreeMap::new, Collectors.toList()));
        List<ModulesView.Module> modules = new ArrayList<>();
        for (Edition edition : published) {
            List<VersionStore.Waiting> own = drafts.remove(edition.slug());
            modules.add(new ModulesView.Module(
                    edition.module().title(),
                    edition.slug(),
                    edition.number(),
                    edition.publishedAt().toString(),
                    learners.getOrDefault(edition.moduleId(), 0),
                    base + "/admin/modules/" + edition.slug(),
                    drafts(base, own == null ? List.of() : own)));
        }
        drafts.forEach((slug, own) -> modules.add(new ModulesView.Module(
                Objects.requireNonNullElse(own.get(0).title(), slug),
                slug,
                0,
                "",
                0,
                base + "/admin/imports/" + own.get(0).id(),
                drafts(base, own))));
        return new ModulesView(page, modules, base + "/admin/imports", base + "/admin/imports/url", problem);
    }

    private static List<ModulesView.Draft> drafts(String base, List<VersionStore.Waiting> waiting) {
        return waiting.stream()
                .map(draft -> new ModulesView.Draft(
                        base + "/admin/imports/" + draft.id(),
                        draft.importedAt().toString(),
                        draft.origin()))
                .toList();
    }

    static VersionsView versions(
            Page page, String base, Edition edition, ModuleSettings settings, List<VersionStore.Version> all) {
        String self = base + "/admin/modules/" + edition.slug();
        Map<Integer, VersionStore.Version> latest = new LinkedHashMap<>();
        all.forEach(
                version -> latest.merge(version.number(), version, (newer, older) -> older.current() ? older : newer));
        return new VersionsView(
                page,
                base + "/admin/modules",
                edition.module().title(),
                edition.slug(),
                latest.values().stream()
                        .map(version -> version(version, self, base))
                        .toList(),
                rules(page.texts(), edition),
                self + "/rule",
                edition.records(),
                self + "/records",
                next(page.texts(), edition),
                self + "/paths",
                aliases(page.texts(), edition.module()),
                self + "/alias",
                settings.stalledDays(),
                self + "/stalled",
                self);
    }

    private static VersionsView.Version version(VersionStore.Version version, String self, String base) {
        return new VersionsView.Version(
                version.number(),
                version.publishedAt().toString(),
                version.publishedBy(),
                version.contentHash().substring(0, 12),
                version.assets(),
                version.added(),
                version.removed(),
                version.current(),
                base + "/admin/versions/" + version.id() + "/page.md",
                version.current() ? null : self + "/rollback/" + version.number());
    }

    private static List<ChoiceView> rules(Texts texts, Edition edition) {
        List<ChoiceView> rules = new ArrayList<>();
        rules.add(rule("all", texts.get("rule.all"), edition.rule()));
        if (!edition.paths().isEmpty()) {
            rules.add(rule("path", texts.get("rule.path"), edition.rule()));
        }
        edition.cells().stream()
                .map(Cell::level)
                .filter(level -> level > 0)
                .distinct()
                .sorted()
                .forEach(level -> rules.add(
                        rule("level:" + level, texts.get("rule.level", Integer.toString(level)), edition.rule())));
        return rules;
    }

    private static ChoiceView rule(String value, String label, CompletionRule now) {
        return new ChoiceView(value, label, now.text().equals(value));
    }

    private static List<VersionsView.Next> next(Texts texts, Edition edition) {
        Map<String, String> steps =
                edition.module().paths().stream().collect(Collectors.toMap(Path::from, Path::to, (a, b) -> a));
        List<Environment> environments = edition.module().environments();
        return environments.stream()
                .map(from -> new VersionsView.Next(
                        "from-" + from.key(), from.name(), targets(texts, environments, from, steps.get(from.key()))))
                .toList();
    }

    private static List<ChoiceView> targets(
            Texts texts, List<Environment> environments, Environment from, @Nullable String now) {
        List<ChoiceView> targets = new ArrayList<>();
        targets.add(new ChoiceView("", texts.get("paths.nowhere"), now == null));
        environments.stream()
                .filter(to -> !to.key().equals(from.key()))
                .forEach(to ->
                        targets.add(new ChoiceView(to.key(), to.name(), to.key().equals(now))));
        return targets;
    }

    private static List<VersionsView.Alias> aliases(Texts texts, Module module) {
        List<VersionsView.Alias> aliases = new ArrayList<>();
        for (Environment environment : module.environments()) {
            for (Service service : environment.services()) {
                aliases.add(new VersionsView.Alias(
                        environment.key(),
                        environment.name(),
                        service.name(),
                        resources(texts, environment.resources(), service)));
            }
        }
        return aliases;
    }

    private static List<ChoiceView> resources(Texts texts, List<Resource> resources, Service service) {
        List<ChoiceView> choices = new ArrayList<>();
        choices.add(new ChoiceView("", texts.get("aliases.none"), service.resource() == null));
        resources.forEach(resource -> choices.add(
                new ChoiceView(resource.name(), resource.name(), resource.name().equals(service.resource()))));
        return choices;
    }
}
