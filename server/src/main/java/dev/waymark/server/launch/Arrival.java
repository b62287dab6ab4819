package dev.waymark.server.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.lti.Check;
import dev.waymark.lti.launch.AgsEndpoint;
import dev.waymark.lti.launch.Context;
import dev.waymark.lti.launch.DeepLinkingLaunch;
import dev.waymark.lti.launch.LaunchClaims;
import dev.waymark.lti.launch.LaunchMessage;
import dev.waymark.lti.launch.LaunchPresentation;
import dev.waymark.lti.launch.LoginState;
import dev.waymark.lti.launch.Lti1p1Migration;
import dev.waymark.lti.launch.NotificationService;
import dev.waymark.lti.launch.Person;
import dev.waymark.lti.launch.ResourceLink;
import dev.waymark.lti.launch.ResourceLinkLaunch;
import dev.waymark.lti.launch.Roles;
import dev.waymark.lti.launch.SubmissionReviewLaunch;
import dev.waymark.lti.launch.VerifiedLaunch;
import dev.waymark.lti.launch.WebOrigin;
import dev.waymark.lti.notices.Notice;
import dev.waymark.lti.notices.NoticeHandler;
import dev.waymark.server.editions.Edition;
import dev.waymark.server.editions.LinkScope;
import dev.waymark.server.launch.picking.PickRequest;
import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.DerivedIds;
import dev.waymark.server.platforms.ThisTool;
import dev.waymark.server.web.Access;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Session;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a verified message means here: who came, where, as what. */
final class Arrival {
    private static final Duration LIFETIME = Duration.ofHours(12);
    private final Connection connection;
    private final LaunchMessage message;
    private final List<Check> checks;
    private final LaunchClaims claims;
    private final boolean administratorsTrusted;
    private final Instant now;
    private final String subject;

    Arrival(Connection connection, VerifiedLaunch launch, boolean administratorsTrusted, Instant now) {
        this.connection = connection;
        this.message = launch.message();
        this.checks = launch.checks();
        this.claims = message.claims();
        this.administratorsTrusted = administratorsTrusted;
        this.now = now;
        // Anonymous launches, where they are allowed, are a new person each time.
        this.subject = claims.subject() == null ? "anonymous:" + UUID.randomUUID() : claims.subject();
    }

    Admission admission(
            LoginState state,
            Instant nonceExpires,
            List<Edition> editions,
            String binding,
            Connection.Deployment deployment) {
        Admission.Link link = link();
        Session session = session(deployment);
        return new Admission(
                state.nonce(),
                nonceExpires,
                session,
                person(),
                place(),
                link,
                link == null ? null : wantsScore(link, editions),
                message.getClass().getSimpleName(),
                detail(session),
                connection.lti().issuer(),
                connection.lti().clientId(),
                binding,
                noticesUrl(),
                Refusals.checks(checks));
    }

    /** What a later request of this session needs of the message: where it lands, what is to be chosen. */
    private ObjectNode detail(Session session) {
        ObjectNode detail = Json.object();
        Lti1p1Migration earlier = claims.migration();
        if (message instanceof DeepLinkingLaunch picking) {
            detail.put("landing", "/l/" + session.launch() + "/link").set("pick", PickRequest.json(picking));
        } else if (message instanceof SubmissionReviewLaunch review && session.staff()) {
            UUID learner =
                    DerivedIds.learner(connection.platform(), review.forUser().userId());
            detail.put("landing", "/l/" + session.launch() + "/team/learners/" + learner);
        }
        if (earlier != null) {
            detail.set("lti1p1", Json.MAPPER.valueToTree(earlier));
        }
        return detail;
    }

    private Session session(Connection.Deployment deployment) {
        Roles roles = claims.roles();
        Context context = claims.context();
        ResourceLink resourceLink = resourceLink();
        return new Session(
                Ids.timeOrdered(),
                DerivedIds.learner(connection.platform(), subject),
                connection.platform(),
                connection.id(),
                claims.deploymentId(),
                context == null ? null : DerivedIds.context(connection.platform(), claims.deploymentId(), context.id()),
                resourceLink == null
                        ? null
                        : DerivedIds.resourceLink(connection.platform(), claims.deploymentId(), resourceLink.id()),
                Access.of(roles),
                roles.isLmsAdministrator() && administratorsTrusted,
                locale(),
                returnUrl(),
                roles.isMentor() && !roles.seesWholeTeam() ? mentees() : null,
                frames(deployment),
                now.plus(LIFETIME));
    }

    private List<UUID> mentees() {
        return claims.roleScopeMentor().stream()
                .map(sub -> DerivedIds.learner(connection.platform(), sub))
                .toList();
    }

    private Locale locale() {
        LaunchPresentation presentation = claims.presentation();
        String given = presentation != null && presentation.locale() != null
                ? presentation.locale()
                : claims.person().locale();
        return given == null ? Locale.ENGLISH : Locale.forLanguageTag(given.replace('_', '-'));
    }

    private @Nullable String returnUrl() {
        LaunchPresentation presentation = claims.presentation();
        URI url = presentation == null ? null : presentation.returnUrl();
        return url == null || origin(url) == null ? null : url.toString();
    }

    /** The origin that this very launch says it is framed by. */
    @Nullable
    String frameOrigin() {
        LaunchPresentation presentation = claims.presentation();
        URI url = presentation == null ? null : presentation.returnUrl();
        return url == null ? null : origin(url);
    }

    private List<String> frames(Connection.Deployment deployment) {
        Set<String> origins = new LinkedHashSet<>(deployment.frameOrigins());
        Stream.of(frameOrigin(), issuerOrigin(), origin(connection.lti().authorizationEndpoint()))
                .filter(origin -> origin != null)
                .forEach(origins::add);
        return List.copyOf(origins);
    }

    private @Nullable String issuerOrigin() {
        try {
            return origin(URI.create(connection.lti().issuer()));
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static @Nullable String origin(URI url) {
        try {
            return WebOrigin.of(url).toString();
        } catch (IllegalArgumentException notAWebAddress) {
            return null;
        }
    }

    private Admission.Person person() {
        Person person = claims.person();
        return new Admission.Person(
                subject,
                name(person),
                person.email(),
                person.locale(),
                claims.roles().isTestUser());
    }

    private static @Nullable String name(Person person) {
        if (person.name() != null) {
            return person.name();
        }
        String joined = Stream.of(person.givenName(), person.familyName())
                .filter(part -> part != null && !part.isBlank())
                .reduce("", (a, b) -> a.isEmpty() ? String.valueOf(b) : a + " " + b);
        return joined.isEmpty() ? null : joined;
    }

    private Admission.@Nullable Place place() {
        Context context = claims.context();
        return context == null
                ? null
                : new Admission.Place(
                        context.id(),
                        context.title(),
                        context.label(),
                        claims.members() == null
                                ? null
                                : claims.members().contextMembershipsUrl().toString(),
                        claims.groups() == null
                                ? null
                                : claims.groups().contextGroupsUrl().toString(),
                        history(ThisTool.CONTEXT_HISTORY).stream()
                                .findFirst()
                                .map(id -> DerivedIds.context(connection.platform(), claims.deploymentId(), id))
                                .orElse(null));
    }

    private @Nullable ResourceLink resourceLink() {
        if (message instanceof ResourceLinkLaunch launch) {
            return launch.resourceLink();
        }
        return message instanceof SubmissionReviewLaunch review ? review.resourceLink() : null;
    }

    private Admission.@Nullable Link link() {
        ResourceLink link = resourceLink();
        if (link == null || message instanceof DeepLinkingLaunch) {
            return null;
        }
        AgsEndpoint grades = claims.grades();
        return new Admission.Link(
                link.id(),
                link.title(),
                LinkScope.of(claims::customValue),
                grades == null || grades.lineItem() == null
                        ? null
                        : grades.lineItem().toString(),
                grades == null || grades.lineItems() == null
                        ? null
                        : grades.lineItems().toString(),
                grades == null ? List.of() : List.copyOf(grades.scopes()),
                history(ThisTool.LINK_HISTORY).stream()
                        .map(id -> DerivedIds.resourceLink(connection.platform(), claims.deploymentId(), id))
                        .toList());
    }

    /** What this link or context was copied from, nearest first, where the platform tells it. */
    private List<String> history(String parameter) {
        String told = claims.customValue(parameter);
        return told == null
                ? List.of()
                : Arrays.stream(told.split(",", 20))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .toList();
    }

    private @Nullable String noticesUrl() {
        NotificationService service = claims.notifications();
        return service != null
                        && service.scopes().contains(NoticeHandler.SCOPE)
                        && service.noticeTypesSupported().contains(Notice.CONTEXT_COPY)
                ? service.url().toString()
                : null;
    }

    /**
     * Scores are for learners; staff, administrators and test users have none on any LMS. A link without a
     * column gets one, unless whoever added it wanted none.
     */
    private @Nullable UUID wantsScore(Admission.Link link, List<Edition> editions) {
        boolean graded = claims.roles().isLearner()
                && !claims.roles().isStaff()
                && !claims.roles().isTestUser()
                && (link.lineitemUrl() != null
                        || link.lineitemsUrl() != null && !"no".equals(claims.customValue(LinkScope.GRADED)));
        return graded ? link.scope().edition(editions).map(Edition::moduleId).orElse(null) : null;
    }
}
