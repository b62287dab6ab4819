package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Quirk;
import dev.waymark.lti.emulator.Received;
import dev.waymark.lti.emulator.world.Course;
import dev.waymark.lti.emulator.world.Deployment;
import dev.waymark.lti.emulator.world.Grade;
import dev.waymark.lti.emulator.world.Group;
import dev.waymark.lti.emulator.world.LineItem;
import dev.waymark.lti.emulator.world.Link;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.Tool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the world for the pages. */
final class LmsViews {
    private static final int CALLS_SHOWN = 30;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Lms lms;

    LmsViews(Lms lms) {
        this.lms = lms;
    }

    Shell shell(String title, Person me, @Nullable Course course, String tab, String here) {
        var people = lms.world().people().stream()
                .filter(person -> course == null || takesPart(person, course))
                .map(person -> face(person, course))
                .toList();
        return new Shell(title, face(me, course), people, lms.world().courses(), course, tab, here, lms.switches());
    }

    CourseView course(Shell shell, Course course) {
        var activities = lms.world().linksOf(course.id()).stream()
                .map(link -> activity(shell, course, link))
                .toList();
        return new CourseView(shell, activities);
    }

    PeopleView people(Shell shell, Course course) {
        var members = course.members().stream()
                .map(member -> {
                    var person = lms.world().person(member.person());
                    var groups = course.groupsOf(person.id()).stream()
                            .map(Group::name)
                            .collect(Collectors.joining(", "));
                    var email = person.email() == null ? "" : person.email();
                    return new PeopleView.Member(face(person, course), email, groups, member.status());
                })
                .toList();
        return new PeopleView(shell, members);
    }

    GradesView grades(Shell shell, Course course) {
        var lineItems = lms.world().lineItemsOf(course.id());
        var columns = lineItems.stream()
                .map(lineItem -> new GradesView.Column(
                        lineItem.label(), lineItem.scoreMaximum().toPlainString()))
                .toList();
        var rows = course.members().stream()
                .filter(member -> member.learner())
                .filter(member ->
                        shell.teaches() || member.person().equals(shell.me().id()))
                .map(member -> row(course, lms.world().person(member.person()), lineItems))
                .toList();
        return new GradesView(shell, columns, rows);
    }

    AdministrationView administration(Shell shell) {
        var site = lms.platform().site();
        var tools = lms.world().tools().stream().map(this::tool).toList();
        var requests = new ArrayList<>(lms.platform().received().requests());
        Collections.reverse(requests);
        var calls = requests.stream().limit(CALLS_SHOWN).map(LmsViews::call).toList();
        return new AdministrationView(
                shell,
                site.profile().productFamily(),
                lms.platform().configuration().toString(),
                tools,
                calls);
    }

    private CourseView.Activity activity(Shell shell, Course course, Link link) {
        var url = "/courses/" + course.id() + "/activities/" + link.id();
        var text = link.text() == null ? "Opens in this page and reports your progress to the gradebook." : link.text();
        var lineItem = link.lineItem() == null ? null : lms.world().findLineItem(link.lineItem());
        var score = lineItem == null ? "" : mark(lineItem, shell.me().id()).text();
        return new CourseView.Activity(url, link.title(), text, score, lineItem != null);
    }

    private GradesView.Row row(Course course, Person person, List<LineItem> lineItems) {
        var marks =
                lineItems.stream().map(lineItem -> mark(lineItem, person.id())).toList();
        return new GradesView.Row(face(person, course), marks);
    }

    private GradesView.Mark mark(LineItem lineItem, String person) {
        var grade = lms.world().findGrade(lineItem.id(), person);
        var score = grade == null ? null : grade.scaledTo(lineItem.scoreMaximum());
        if (grade == null || score == null) {
            return new GradesView.Mark("–", 0, "");
        }
        if (score.signum() == 0 && lms.platform().site().profile().has(Quirk.ZERO_NEEDS_GRADING)) {
            return new GradesView.Mark("Needs grading", 0, when(grade));
        }
        int share = score.multiply(BigDecimal.valueOf(20))
                .divide(lineItem.scoreMaximum(), 0, RoundingMode.FLOOR)
                .intValue();
        return new GradesView.Mark(
                score.setScale(0, RoundingMode.FLOOR).toPlainString(), Math.min(20, share), when(grade));
    }

    private static String when(Grade grade) {
        return OffsetDateTime.parse(grade.timestamp())
                .withOffsetSameInstant(ZoneOffset.UTC)
                .format(MOMENT);
    }

    private AdministrationView.ToolRow tool(Tool tool) {
        var deployment = lms.world().deployments().stream()
                .filter(placed -> placed.clientId().equals(tool.clientId()))
                .map(Deployment::id)
                .findFirst()
                .orElse("");
        var launch = lms.world().linksOf("").stream()
                .filter(link -> link.deployment().equals(deployment))
                .map(link -> "/administration/tools/" + link.id())
                .findFirst()
                .orElse("");
        var address = tool.target().getScheme() + "://" + tool.target().getAuthority();
        return new AdministrationView.ToolRow(tool.clientId(), tool.name(), address, tool.active(), deployment, launch);
    }

    private static AdministrationView.CallRow call(Received.Request request) {
        var outcome = request.dropped() ? "connection dropped" : Integer.toString(request.status());
        boolean good = !request.dropped() && request.status() < 400;
        return new AdministrationView.CallRow(
                TIME.format(request.at()), request.method(), request.path(), outcome, good);
    }

    private static boolean takesPart(Person person, Course course) {
        return course.enrolment(person.id()) != null || Parts.of(person, course).equals(Parts.ADMINISTRATOR);
    }

    private static Shell.Face face(Person person, @Nullable Course course) {
        return Shell.Face.of(person, Parts.of(person, course));
    }
}
