package dev.waymark.server.editions.publishing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.content.Fingerprint;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.reading.Finding;
import dev.waymark.server.content.reading.PageReader;
import dev.waymark.server.content.reading.Reading;
import dev.waymark.server.editions.drafts.Draft;
import dev.waymark.server.editions.drafts.DraftJson;
import dev.waymark.server.editions.drafts.Drafts;
import dev.waymark.server.editions.drafts.UnusablePage;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code waymark import FILE|URL [--publish] [--dry-run] [--json]}: what to print and how to exit. */
public final class ImportCommand {
    public static final String ACTOR = "command line";
    private static final int REFUSED = 1;
    private static final int UNUSABLE = 2;
    private final Drafts drafts;
    private final Publishing publishing;
    private final Options options;

    public ImportCommand(Drafts drafts, Publishing publishing, Options options) {
        this.drafts = drafts;
        this.publishing = publishing;
        this.options = options;
    }

    public record Options(boolean publish, boolean dryRun, boolean json) {}

    /** What goes to standard output, and the exit code. */
    public record Result(int exitCode, String output) {}

    /** A dry run that knows no database: slug, findings and counts only. */
    public static Result dryRun(byte[] page, @Nullable URI base, boolean json) {
        Reading reading = PageReader.read(page, base);
        Module module = reading.module();
        if (module == null) {
            return unusable(reading.findings(), json);
        }
        ObjectNode answer = Json.object()
                .put("slug", module.slug())
                .put("title", module.title())
                .put("contentHash", Fingerprint.contentHash(module))
                .put("sourceHash", Fingerprint.sourceHash(page));
        answer.set("findings", DraftJson.findings(reading.findings()));
        answer.set("counts", Json.MAPPER.valueToTree(module.counts()));
        String text = findings(reading.findings()) + module.slug() + ": " + counts(module) + "\n";
        return new Result(0, json ? Json.text(answer) + "\n" : text);
    }

    /**
     * Imports a page into a database, or only shows what it would do.
     *
     * @param origin the file or address, for the list of versions
     */
    public Future<Result> run(byte[] page, @Nullable URI base, String origin) {
        Future<Drafts.Shown> shown =
                options.dryRun() ? drafts.preview(page, base) : drafts.take(page, base, origin, ACTOR);
        return shown.compose(this::answered).recover(this::refused);
    }

    private Future<Result> answered(Drafts.Shown shown) {
        if (!options.publish() || options.dryRun()) {
            return Future.succeededFuture(new Result(0, output(shown, shown.draft())));
        }
        return publishing
                .publish(shown.draft().id(), Publishing.Order.NOW, ACTOR)
                .map(draft -> new Result(0, output(shown, draft)));
    }

    private Future<Result> refused(Throwable failure) {
        if (failure instanceof UnusablePage unusable) {
            return Future.succeededFuture(unusable(unusable.findings(), options.json()));
        }
        if (failure instanceof Problem problem) {
            return Future.succeededFuture(problem(problem.text()));
        }
        return Future.failedFuture(failure);
    }

    private Result problem(String text) {
        return new Result(REFUSED, options.json() ? Json.text(Json.object().put("error", text)) + "\n" : text + "\n");
    }

    private static Result unusable(List<Finding> findings, boolean json) {
        ObjectNode answer = Json.object().put("error", "The page cannot be used as a module.");
        answer.set("findings", DraftJson.findings(findings));
        return new Result(
                UNUSABLE,
                json ? Json.text(answer) + "\n" : findings(findings) + "The page cannot be used as a module.\n");
    }

    private String output(Drafts.Shown shown, Draft now) {
        if (!options.json()) {
            return ImportReport.of(shown, now, options.dryRun());
        }
        ObjectNode json = DraftJson.of(shown);
        json.put("state", options.dryRun() ? "preview" : now.state().text()).put("version", now.number());
        if (options.dryRun()) {
            json.remove("id");
        }
        return Json.text(json) + "\n";
    }

    static String findings(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append("line %d: %s: %s [%s]\n"
                .formatted(
                        finding.line(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.message(),
                        finding.code())));
        return text.toString();
    }

    static String counts(Module module) {
        var counts = module.counts();
        return "%d environments, %d services, %d resources, %d assets, %d cells"
                .formatted(
                        counts.environments(), counts.services(), counts.resources(), counts.assets(), counts.cells());
    }
}
