package dev.waymark.server.commands;

import dev.waymark.server.links.OneTimeLinks.Made;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code waymark signin}: a link that signs one administrator in. */
@Command(
        name = "signin",
        mixinStandardHelpOptions = true,
        description = "Prints a link that signs an administrator of this server in. It works once, for 24 hours.")
public final class SignInCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    public SignInCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Made made = AtDatabase.run(environment, at -> at.links().signIn());
        System.out.println(made.url());
        System.err.println("Works once, until " + made.expiresAt() + ".");
        return 0;
    }
}
