package dev.waymark.server.commands;

import dev.waymark.server.editions.EditionStore;
import dev.waymark.server.editions.Editions;
import dev.waymark.server.team.Reconcile;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code waymark reconcile}: whether what teams are shown is what learners did. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = "Compares every learner's summary with their ticks. Exits 0 when all agree, 1 when some differ.")
public final class ReconcileCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    public ReconcileCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        List<Reconcile.Finding> findings = AtDatabase.run(
                environment,
                at -> new Reconcile(at.pool(), new Editions(at.pool(), new EditionStore(), Clock.systemUTC())).all());
        findings.forEach(ReconcileCommand::print);
        return findings.stream().allMatch(Reconcile.Finding::clean) ? 0 : 1;
    }

    private static void print(Reconcile.Finding finding) {
        System.out.printf(
                "%s: %d summaries compared, %d differ, %d wait for a recount%n",
                finding.module(), finding.compared(), finding.differences().size(), finding.outdated());
        finding.differences()
                .forEach(learner -> System.out.printf(
                        "  learner %s: summary %s, ticks %s%n", learner.learner(), learner.summary(), learner.ticks()));
    }
}
