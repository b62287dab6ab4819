package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.PlacedAsset;
import dev.waymark.server.progress.Progress;
import dev.waymark.server.progress.Verifying;
import dev.waymark.server.web.Problem;
import dev.waymark.server.web.Reason;
import dev.waymark.server.web.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Managers' verifications: of learners they see, with a reason, never of themselves. */
public final class Verifications {
    private final Teams teams;
    private final Progress progress;

    public Verifications(Teams teams, Progress progress) {
        this.teams = teams;
        this.progress = progress;
    }

    Future<Progress.Ticked> verify(
            Session session,
            Team team,
            UUID learner,
            Edition edition,
            PlacedAsset asset,
            boolean verified,
            String reason) {
        return verifyAll(session, team, learner, edition, List.of(asset), verified, reason);
    }

    /** One after the other, each whole in itself: saying the same again is harmless. Answers where the last led. */
    Future<Progress.Ticked> verifyAll(
            Session session,
            Team team,
            UUID learner,
            Edition edition,
            List<PlacedAsset> assets,
            boolean verified,
            String reason) {
        if (learner.equals(session.learner())) {
            throw Problem.of(404, "oneself", "Nobody verifies their own progress.");
        }
        Verifying verifying = new Verifying(
                learner, verified, Reason.of(reason), session.learner(), team.context(), session.launch());
        return teams.member(team, edition, learner).compose(member -> rest(edition, assets, verifying));
    }

    /** What became of one of several. */
    record Done(UUID learner, @Nullable String name, int trainings, BulkResultView.@Nullable Refused refused) {}

    /** Learner by learner, each told of: oneself and who is not of the team are left as they are. */
    Future<List<Done>> verifyEach(
            Session session,
            Team team,
            List<UUID> learners,
            Edition edition,
            List<PlacedAsset> assets,
            boolean verified,
            String reason) {
        String said = Reason.of(reason);
        return teams.among(team, edition, learners).compose(members -> {
            Map<UUID, Member> known = members.stream().collect(Collectors.toMap(Member::id, Function.identity()));
            Future<List<Done>> all = Future.succeededFuture(new ArrayList<>());
            for (UUID learner : learners) {
                all = all.compose(done -> one(session, team, learner, known, edition, assets, verified, said)
                        .map(each -> {
                            done.add(each);
                            return done;
                        }));
            }
            return all;
        });
    }

    private Future<Done> one(
            Session session,
            Team team,
            UUID learner,
            Map<UUID, Member> known,
            Edition edition,
            List<PlacedAsset> assets,
            boolean verified,
            String reason) {
        Member member = known.get(learner);
        if (learner.equals(session.learner())) {
            return Future.succeededFuture(
                    new Done(learner, member == null ? null : member.name(), 0, BulkResultView.Refused.ONESELF));
        }
        if (member == null) {
            return Future.succeededFuture(new Done(learner, null, 0, BulkResultView.Refused.GONE));
        }
        return verifyAll(session, team, learner, edition, assets, verified, reason)
                .map(done -> new Done(learner, member.name(), assets.size(), null));
    }

    private Future<Progress.Ticked> rest(Edition edition, List<PlacedAsset> assets, Verifying verifying) {
        Future<Progress.Ticked> first = progress.verify(edition, assets.get(0), verifying);
        List<PlacedAsset> others = assets.subList(1, assets.size());
        return others.isEmpty() ? first : first.compose(done -> rest(edition, others, verifying));
    }
}
