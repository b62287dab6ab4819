package dev.waymark.server.people;

import dev.waymark.server.destinations.Destination;
import dev.waymark.server.destinations.Destinations;
import dev.waymark.server.destinations.Happening;
import dev.waymark.server.destinations.Recipient;
import dev.waymark.server.nudges.Nudges;
import dev.waymark.server.progress.Hosts;
import dev.waymark.server.progress.PrivacyView;
import dev.waymark.server.progress.PrivacyView.Named;
import dev.waymark.server.progress.PrivacyView.RecipientKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Everybody outside who receives something about a learner, as the learner may know it. */
final class Recipients {
    private final PersonalData data;
    private final Destinations destinations;
    private final Nudges nudges;

    Recipients(PersonalData data, Destinations destinations, Nudges nudges) {
        this.data = data;
        this.destinations = destinations;
        this.nudges = nudges;
    }

    /** LMSs that take scores, then destinations, then the mail server while reminders can leave. */
    Future<List<PrivacyView.Recipient>> of(UUID learner) {
        return Future.all(data.graders(learner), destinations.recipients(), mailServer())
                .map(all -> {
                    List<ExportStore.Grader> graders = all.resultAt(0);
                    List<Recipient> told = all.resultAt(1);
                    Optional<String> mail = all.resultAt(2);
                    return Stream.of(
                                    graders.stream().map(Recipients::lms),
                                    told.stream().map(Recipients::destination),
                                    mail.stream().map(Recipients::mail))
                            .flatMap(some -> some)
                            .toList();
                });
    }

    private Future<Optional<String>> mailServer() {
        return nudges.hindrance().map(hindrance -> hindrance.isPresent() ? Optional.empty() : nudges.mailServer());
    }

    private static PrivacyView.Recipient lms(ExportStore.Grader lms) {
        return new PrivacyView.Recipient(lms.name(), Hosts.of(lms.issuer()), RecipientKind.LMS, List.of(), Named.LMS);
    }

    private static PrivacyView.Recipient destination(Recipient told) {
        return new PrivacyView.Recipient(
                told.name(),
                told.host(),
                told.kind() == Destination.Kind.XAPI ? RecipientKind.STORE : RecipientKind.WEBHOOK,
                told.events().stream().map(Happening::word).toList(),
                told.actor() == Destination.ActorKind.SUB ? Named.SUB : Named.PSEUDONYM);
    }

    private static PrivacyView.Recipient mail(String host) {
        return new PrivacyView.Recipient(host, "", RecipientKind.MAIL, List.of(), Named.ADDRESS);
    }
}
