package dev.waymark.lti.emulator.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.Setting;
import dev.waymark.lti.emulator.wire.Answers;
import dev.waymark.lti.emulator.wire.Call;
import dev.waymark.lti.emulator.wire.Json;
import dev.waymark.lti.emulator.wire.Lti;
import dev.waymark.lti.emulator.wire.Paging;
import dev.waymark.lti.emulator.wire.Refusal;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.http.LtiResponse;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes scores and shows results.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service">AGS 2.0 §3.4</a>
 */
public record Scores(Setting setting, Received received) {
    private static final Set<String> ACTIVITY =
            Set.of("Initialized", "Started", "InProgress", "Submitted", "Completed");
    private static final Set<String> GRADING = Set.of("FullyGraded", "Pending", "PendingManual", "Failed", "NotReady");

    public LtiResponse post(Call call, Course course, LineItem lineItem) {
        if (!call.is("POST")) {
            throw call.methodRefused();
        }
        Services.checkContentType(call, Lti.SCORE_TYPE);
        var grade = read(Json.object(call.request().body()), lineItem.id());
        try {
            check(grade, course);
            setting.world().add(kept(grade));
            int status = setting.has(Quirk.SCORE_IS_CREATED) ? 201 : 200;
            received.add(score(grade, status));
            return Answers.json(status, Map.of("resultUrl", result(lineItem, grade.person())));
        } catch (Refusal refusal) {
            received.add(score(grade, refusal.status()));
            throw refusal;
        }
    }

    public LtiResponse results(Call call, LineItem lineItem) {
        if (!call.is("GET")) {
            throw call.methodRefused();
        }
        Services.checkAccept(setting, call, Lti.RESULTS_TYPE);
        if (setting.has(Quirk.RESULTS_LIMIT_BROKEN) && call.query().containsKey("limit")) {
            throw new Refusal(500, "server_error", "Results cannot be limited.");
        }
        var wanted =
                setting.has(Quirk.RESULTS_IGNORE_USER) ? null : call.query().get("user_id");
        var all = setting.world().gradesOf(lineItem.id()).stream()
                .filter(grade -> wanted == null || wanted.equals(grade.person()))
                .map(grade -> json(lineItem, grade))
                .toList();
        var page = Paging.of(all, call, !setting.has(Quirk.PAGES_ON_REQUEST_ONLY));
        var address =
                setting.uri("/courses/" + lineItem.course() + "/lineitems/" + lineItem.id() + "/lineitem/results");
        return page.linked(Answers.json(200, Lti.RESULTS_TYPE, page.items()), address.toString(), "\"", "\"");
    }

    private void check(Grade grade, Course course) {
        boolean strict = setting.has(Quirk.LEARNERS_ONLY_GRADED);
        if (setting.world().findPerson(grade.person()) == null) {
            throw new Refusal(strict ? 400 : 404, "unknown_user", "There is no such user.");
        }
        var enrolment = course.enrolment(grade.person());
        if (strict && (enrolment == null || !enrolment.learner())) {
            throw new Refusal(400, "not_gradable", "The user cannot be graded in this course.");
        }
        var last = setting.world().findGrade(grade.lineItem(), grade.person());
        if (last != null && !moment(grade.timestamp()).isAfter(moment(last.timestamp()))) {
            int status = setting.has(Quirk.STALE_SCORE_IS_MALFORMED) ? 400 : 409;
            throw new Refusal(status, "conflict", "A score at least as new is stored already.");
        }
    }

    private Instant moment(String timestamp) {
        var instant = OffsetDateTime.parse(timestamp).toInstant();
        return setting.has(Quirk.WHOLE_SECONDS) ? Instant.ofEpochSecond(instant.getEpochSecond()) : instant;
    }

    private Grade kept(Grade grade) {
        boolean wipes =
                setting.has(Quirk.FULLY_GRADED_ONLY) && !grade.gradingProgress().equals("FullyGraded");
        Grade stored = wipes ? grade.wiped() : grade;
        return setting.has(Quirk.DATED_BY_ARRIVAL) ? stored.dated(setting.now().toString()) : stored;
    }

    private static Grade read(JsonNode body, String lineItem) {
        var given = given(body);
        var grade = new Grade(
                lineItem,
                Json.required(body, "userId"),
                given,
                given == null ? null : LineItems.maximum(body),
                Json.text(body, "comment"),
                Json.required(body, "activityProgress"),
                Json.required(body, "gradingProgress"),
                timestamp(body),
                Json.text(body, "scoringUserId"));
        if (!ACTIVITY.contains(grade.activityProgress()) || !GRADING.contains(grade.gradingProgress())) {
            throw Refusal.malformed("activityProgress or gradingProgress has an unknown value.");
        }
        return grade;
    }

    private static @Nullable BigDecimal given(JsonNode body) {
        var given = body.get("scoreGiven");
        if (given == null) {
            return null;
        }
        if (!given.isNumber() || given.decimalValue().signum() < 0) {
            throw Refusal.malformed("scoreGiven must be a number of at least zero.");
        }
        return given.decimalValue();
    }

    /** With a fraction of a second and a zone, as the specification demands. */
    private static String timestamp(JsonNode body) {
        var text = Json.required(body, "timestamp");
        if (!text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}(Z|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d)")) {
            throw Refusal.malformed("timestamp must be ISO 8601 with a fraction of a second and a zone.");
        }
        var zoned = text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2").replaceFirst("([+-]\\d\\d)$", "$1:00");
        try {
            return OffsetDateTime.parse(zoned).toString();
        } catch (DateTimeException e) {
            throw Refusal.malformed("timestamp names no moment.");
        }
    }

    private Received.Score score(Grade grade, int status) {
        return new Received.Score(
                setting.now(),
                grade.lineItem(),
                grade.person(),
                grade.given(),
                grade.maximum(),
                grade.activityProgress(),
                grade.gradingProgress(),
                grade.timestamp(),
                status);
    }

    private String result(LineItem lineItem, String person) {
        return setting.uri(
                        "/courses/" + lineItem.course() + "/lineitems/" + lineItem.id() + "/lineitem/results/" + person)
                .toString();
    }

    private Map<String, Object> json(LineItem lineItem, Grade grade) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", result(lineItem, grade.person()));
        json.put("scoreOf", LineItems.address(setting, lineItem.course(), lineItem.id()));
        json.put("userId", grade.person());
        var scaled = grade.scaledTo(lineItem.scoreMaximum());
        if (scaled != null) {
            json.put("resultScore", scaled);
            json.put("resultMaximum", lineItem.scoreMaximum());
        }
        if (grade.comment() != null) {
            json.put("comment", grade.comment());
        }
        if (grade.scoringUserId() != null) {
            json.put("scoringUserId", grade.scoringUserId());
        }
        return json;
    }
}
