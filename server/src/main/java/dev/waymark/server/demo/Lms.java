package dev.waymark.server.demo;

import dev.waymark.lti.emulator.Fault;
import dev.waymark.lti.emulator.Platform;
import dev.waymark.lti.emulator.world.Person;
import dev.waymark.lti.emulator.world.World;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The school's LMS: an emulated platform, what was switched off, and how it is kept. */
final class Lms {
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final Platform platform;
    private final Supplier<Future<Void>> save;
    private Switches switches = Switches.NONE;

    Lms(Platform platform, Supplier<Future<Void>> save) {
        this.platform = platform;
        this.save = save;
    }

    Platform platform() {
        return platform;
    }

    World world() {
        return platform.world();
    }

    Future<Void> save() {
        return save.get();
    }

    Switches switches() {
        return switches;
    }

    void turn(Switches turned) {
        switches = turned;
        platform.faults().standing(fault(turned));
    }

    /** The person a browser has chosen to be, else the first learner. */
    Person person(@Nullable String chosen) {
        var known = chosen == null ? null : world().findPerson(chosen);
        return known == null ? firstLearner() : known;
    }

    private Person firstLearner() {
        return world().people().stream()
                .filter(person -> world().courses().stream().anyMatch(course -> {
                    var enrolment = course.enrolment(person.id());
                    return enrolment != null && enrolment.learner();
                }))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Fault fault(Switches turned) {
        if (turned.down()) {
            return Fault.down();
        }
        return turned.slow() ? Fault.slow(SLOW) : null;
    }
}
