package dev.waymark.server.commands;

import dev.waymark.server.links.OneTimeLinks.Made;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code waymark invite}: a link with which an LMS administrator registers their LMS. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        description = "Prints a registration link for an LMS's administrator. It works once, for 24 hours.")
public final class InviteCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Option(names = "--trust-admins", description = "That LMS's administrators will administer this server too.")
    private boolean trustAdmins;

    public InviteCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Made made = AtDatabase.run(
                environment,
                at -> at.links()
                        .invite(trustAdmins)
                        .compose(link -> at.connections()
                                .invited(AtDatabase.ACTOR, trustAdmins)
                                .map(link)));
        System.out.println(made.url());
        System.err.println("Works once, until " + made.expiresAt() + ".");
        return 0;
    }
}
