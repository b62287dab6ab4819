package dev.waymark.server.team;

import dev.waymark.server.content.Environment;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.AssetProgress;
import dev.waymark.server.progress.Hosts;
import dev.waymark.server.progress.Lines;
import dev.waymark.server.progress.MarkView;
import dev.waymark.server.progress.Overview;
import dev.waymark.server.progress.Standing;
import dev.waymark.server.web.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One learner of a team, as the view that a manager gets. */
record LearnerPage(Page page, TeamLinks links, Team team, Member member, Overview overview, Instant now) {

    LearnerView view(boolean oneself) {
        Edition edition = overview.edition();
        Standing.Earned record = overview.record();
        return new LearnerView(
                page,
                links.to(""),
                team.name(),
                member.name(),
                overview.completed(),
                edition.total(),
                overview.percent(),
                text(member.lastActivityAt()),
                TeamPages.stalled(page.texts(), member, now),
                record != null && overview.measure().finished()
                        ? record.issuedAt().toString()
                        : null,
                edition.module().environments().stream()
                        .map(environment -> environment(environment, Lines.of(edition)))
                        .toList(),
                overview.asked().map(asked -> asked.view(now, null)).orElse(null),
                oneself ? null : links.to("/learners/" + member.id() + "/verification"));
    }

    private LearnerView.Environment environment(Environment environment, Lines lines) {
        String key = environment.key();
        return new LearnerView.Environment(
                key,
                environment.name(),
                lines.number(key),
                overview.done(key),
                overview.total(key),
                overview.edition().assets().stream()
                        .filter(asset -> asset.environment().equals(key))
                        .map(this::asset)
                        .toList());
    }

    private LearnerView.Asset asset(PlacedAsset asset) {
        AssetProgress done = overview.of(asset);
        AssetProgress.Verification verification = done.verification();
        Instant at = done.completedAt() == null ? done.openedAt() : done.completedAt();
        boolean older = done.completedAt() != null
                && done.completedAt().isBefore(overview.edition().publishedAt());
        return new LearnerView.Asset(
                asset.id().toString(),
                asset.level(),
                asset.resource(),
                asset.title(),
                asset.url(),
                overview.lapsed(asset) ? MarkView.RENEW : MarkView.of(done.state()),
                text(at),
                done.noteShared() ? done.note() : null,
                done.evidence(),
                done.evidence() == null ? null : Hosts.of(done.evidence()),
                verification == null ? null : verification.by() == null ? "—" : verification.by(),
                older ? asset.carried() : null);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
