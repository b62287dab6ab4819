package dev.waymark.lti.emulator.services;

import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.http.LtiResponse;

/** The services of a course, each behind its scopes. */
public final class Services {
    private final Setting setting;
    private final Tokens tokens;
    private final LineItems lineItems;
    private final Scores scores;
    private final Members members;
    private final Groups groups;

    public Services(Setting setting, Tokens tokens, Received received) {
        this.setting = setting;
        this.tokens = tokens;
        this.lineItems = new LineItems(setting);
        this.scores = new Scores(setting, received);
        this.members = new Members(setting);
        this.groups = new Groups(setting);
    }

    /** {@code /courses/{course}/{service}…} */
    public LtiResponse answer(Call call) {
        checkUserAgent(call);
        return switch (call.segment(2)) {
            case "lineitems" -> grades(call);
            case "members" -> {
                tokens.require(call, Lti.MEMBERS_SCOPE);
                yield members.answer(call, course(call));
            }
            case "groups", "group-sets" -> {
                tokens.require(call, Lti.GROUPS_SCOPE);
                yield groups.answer(call, course(call));
            }
            default -> throw Refusal.unknown("service");
        };
    }

    /** Refuses an {@code Accept} that the real platform would not serve. */
    public static void checkAccept(Setting setting, Call call, String mediaType) {
        var accept = call.header("Accept");
        if (setting.has(Quirk.ONE_MEDIA_TYPE_ONLY)) {
            if (!accept.equals(mediaType)) {
                throw Refusal.malformed("Accept must be exactly " + mediaType + ".");
            }
        } else if (!accept.isEmpty() && !accept.contains(mediaType) && !accept.contains("*/*")) {
            throw new Refusal(406, "not_acceptable", "This service speaks " + mediaType + ".");
        }
    }

    public static void checkContentType(Call call, String mediaType) {
        if (!call.header("Content-Type").split(";", -1)[0].trim().equals(mediaType)) {
            throw new Refusal(415, "unsupported_media_type", "The body must be " + mediaType + ".");
        }
    }

    private LtiResponse grades(Call call) {
        checkLineItemQuery(call);
        return switch (call.segment(5)) {
            case "" -> lineItems(call);
            case "scores" -> {
                var grant = tokens.require(call, Lti.SCORE_SCOPE);
                yield scores.post(call, course(call), lineItems.owned(call, grant));
            }
            case "results" -> {
                var grant = tokens.require(call, Lti.RESULT_SCOPE);
                yield scores.results(call, lineItems.owned(call, grant));
            }
            default -> throw Refusal.unknown("service");
        };
    }

    private LtiResponse lineItems(Call call) {
        var grant = call.is("GET")
                ? tokens.require(call, Lti.LINE_ITEM_SCOPE, Lti.LINE_ITEM_READ_SCOPE)
                : tokens.require(call, Lti.LINE_ITEM_SCOPE);
        return call.segments().size() == 3
                ? lineItems.all(call, course(call), grant)
                : lineItems.one(call, lineItems.owned(call, grant));
    }

    private void checkLineItemQuery(Call call) {
        if (setting.has(Quirk.LINE_ITEM_QUERY) && !call.query().containsKey("type_id")) {
            throw Refusal.malformed("type_id is missing.");
        }
    }

    private void checkUserAgent(Call call) {
        if (setting.has(Quirk.USER_AGENT_REQUIRED) && call.header("User-Agent").isBlank()) {
            throw new Refusal(403, "forbidden", "A User-Agent is required.");
        }
    }

    private Course course(Call call) {
        var course = setting.world().findCourse(call.segment(1));
        if (course == null) {
            throw Refusal.unknown("course");
        }
        return course;
    }
}
