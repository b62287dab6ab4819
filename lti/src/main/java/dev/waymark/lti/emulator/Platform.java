package dev.waymark.lti.emulator;

import dev.waymark.lti.emulator.launching.Authorization;
import dev.waymark.lti.emulator.launching.Launches;
import dev.waymark.lti.emulator.messages.DeepLinks;
import dev.waymark.lti.emulator.messages.Notices;
import dev.waymark.lti.emulator.registration.Registrations;
import dev.waymark.lti.emulator.services.Services;
import dev.waymark.lti.emulator.services.Tokens;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.http.LtiRequest;
import dev.waymark.lti.http.LtiResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An LTI 1.3 platform. A host asks {@link #needs} which document of the tool it has to fetch for a request, hands both
 * to {@link #handle} and carries out the {@link Reply}.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/">LTI Core 1.3</a>
 */
public final class Platform {
    private final Setting setting;
    private final Faults faults = new Faults();
    private final Received received = new Received();
    private final Launches launches;
    private final Authorization authorization;
    private final Tokens tokens;
    private final Services services;
    private final DeepLinks deepLinks;
    private final Registrations registrations;
    private final Notices notices;

    public Platform(Site site, World world, SigningKey key, Clock clock) {
        setting = new Setting(site, world, key, clock);
        launches = new Launches(setting);
        authorization = new Authorization(setting, launches, faults);
        tokens = new Tokens(setting);
        services = new Services(setting, tokens, received);
        deepLinks = new DeepLinks(setting, launches);
        registrations = new Registrations(setting);
        notices = new Notices(setting, tokens);
    }

    public Site site() {
        return setting.site();
    }

    public World world() {
        return setting.world();
    }

    public SigningKey key() {
        return setting.key();
    }

    public Faults faults() {
        return faults;
    }

    public Received received() {
        return received;
    }

    /** Puts an activity into a course, with a gradebook column where this product makes one by itself. */
    public synchronized Link place(String course, String deployment, String title, URI target) {
        var link = Link.of(world().nextId("link"), course, deployment, title, target);
        if (!setting.has(Quirk.NO_OWN_LINE_ITEM) && !course.isEmpty()) {
            var client = world().toolOf(deployment).clientId();
            var lineItem = LineItem.of(world().nextId("lineitem"), course, client, link.id(), title);
            world().add(lineItem);
            link = link.graded(lineItem.id());
        }
        world().add(link);
        return link;
    }

    /** Opening an activity. */
    public Launch open(String link, String person) {
        var placed = world().link(link);
        var course = placed.course().isEmpty() ? null : placed.course();
        return Launch.of(Launch.Kind.RESOURCE_LINK, person, placed.deployment(), course, link);
    }

    /** Picking something in the tool for a course. */
    public Launch pick(String deployment, String course, String person) {
        return Launch.of(Launch.Kind.DEEP_LINKING, person, deployment, course, null);
    }

    /** A grader looking at what a learner has done in an activity. */
    public Launch review(String link, String grader, String learner) {
        var placed = world().link(link);
        return Launch.of(Launch.Kind.SUBMISSION_REVIEW, grader, placed.deployment(), placed.course(), link)
                .about(learner);
    }

    /** The login request that the person's browser is to send to the tool. */
    public synchronized LtiRequest start(Launch launch) {
        return launches.start(launch);
    }

    /** Bends the next ID token. */
    public synchronized void deviate(UnaryOperator<TokenForge> bend) {
        authorization.deviate(bend);
    }

    /** A token with which one tool may register, or with which a known one may change its registration. */
    public synchronized String invite(@Nullable String clientId) {
        return registrations.invite(clientId);
    }

    public URI configuration() {
        return setting.uri("/.well-known/openid-configuration");
    }

    /** Makes all access tokens unknown. */
    public synchronized void forgetTokens() {
        tokens.forget();
    }

    /** Copies a course; the notices are for the host to send. */
    public synchronized Copied copy(String course, String title) {
        var copy = world().copy(course, title);
        return new Copied(copy, notices.copied(copy));
    }

    /** A copied course and what the tools are to be told of it. */
    public record Copied(Course course, List<LtiRequest> notices) {}

    /** The address of a document that {@link #handle} wants along with this request. */
    public synchronized @Nullable URI needs(LtiRequest request) {
        try {
            var call = Call.of(request, setting.site().base(), null);
            return switch (call.segment(0)) {
                case "token" -> tokens.keysFor(call);
                case "deep-links" -> deepLinks.keysFor(call);
                default -> null;
            };
        } catch (Refusal refusal) {
            return null;
        }
    }

    /** For hosts that may wait for the document. */
    public Reply handle(LtiRequest request, Function<URI, String> fetch) {
        var needed = needs(request);
        return handle(request, needed == null ? null : fetch.apply(needed));
    }

    public synchronized Reply handle(LtiRequest request, @Nullable String document) {
        var path = String.valueOf(request.uri().getPath());
        boolean service = path.startsWith(setting.site().base().getPath() + "/courses/");
        boolean server = service || path.endsWith("/token") || path.endsWith("/jwks");
        var fault = server ? faults.take(service) : null;
        var reply = fault == null ? Reply.of(answer(request, document)) : struck(fault, request, document);
        received.add(new Received.Request(
                setting.now(), request.method(), path, reply.response().status(), reply.dropped()));
        return reply;
    }

    private Reply struck(Fault fault, LtiRequest request, @Nullable String document) {
        var response = fault.instead() == null ? answer(request, document) : throttled(fault.instead());
        return new Reply(response, fault.delay(), fault.dropped());
    }

    private LtiResponse throttled(LtiResponse response) {
        boolean forbids = response.status() == 429 && setting.has(Quirk.THROTTLES_WITH_403);
        return forbids ? new LtiResponse(403, response.headers(), "403 Forbidden (Rate Limit Exceeded)") : response;
    }

    private LtiResponse answer(LtiRequest request, @Nullable String document) {
        try {
            return route(Call.of(request, setting.site().base(), document));
        } catch (Refusal refusal) {
            return Answers.refusal(refusal);
        }
    }

    private LtiResponse route(Call call) {
        return switch (call.segment(0)) {
            case ".well-known" -> wellKnown(call);
            case "auth" -> authorization.answer(call);
            case "jwks" -> keys(call);
            case "token" -> tokens.answer(call);
            case "register" -> registrations.answer(call);
            case "courses" -> services.answer(call);
            case "deep-links" -> deepLinks.answer(call);
            case "notices" -> notices.answer(call);
            default -> throw Refusal.unknown("address");
        };
    }

    private LtiResponse wellKnown(Call call) {
        if (!call.segment(1).equals("openid-configuration")) {
            throw Refusal.unknown("address");
        }
        return registrations.configuration(call);
    }

    private LtiResponse keys(Call call) {
        if (!call.is("GET")) {
            throw call.methodRefused();
        }
        boolean withAlgorithm = !setting.has(Quirk.KEYS_WITHOUT_ALG);
        return Answers.json(200, Map.of("keys", List.of(setting.key().jwk(withAlgorithm))));
    }
}
