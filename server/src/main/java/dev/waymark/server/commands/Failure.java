package dev.waymark.server.commands;

import dev.waymark.server.Config;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What an operator is told when a command cannot do its work. */
public final class Failure {
    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);
    private static final int FAILED = 1;

    private Failure() {}

    /** Answers the exit code: 2 for a wrong configuration, as for wrong arguments. */
    public static int tell(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        if (failure instanceof Config.Mistakes mistakes) {
            mistakes.all().forEach(command.getErr()::println);
            return CommandLine.ExitCode.USAGE;
        }
        Optional<String> sentence = sentence(failure);
        sentence.ifPresentOrElse(command.getErr()::println, () -> LOG.error("waymark {}", name(command), failure));
        return FAILED;
    }

    private static String name(CommandLine command) {
        return command.getCommandName();
    }

    private static Optional<String> sentence(Exception failure) {
        if (failure instanceof Refusal) {
            return Optional.ofNullable(failure.getMessage());
        }
        return causes(failure).flatMap(Failure::known).findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static Stream<String> known(Throwable cause) {
        if (cause instanceof BindException) {
            return Stream.of("The port is taken (" + cause.getMessage() + "). Stop what listens there, or choose"
                    + " another one with WAYMARK_PORT.");
        }
        if (cause instanceof SQLException) {
            return Stream.of("The database cannot be used: " + cause.getMessage());
        }
        return Stream.empty();
    }
}
