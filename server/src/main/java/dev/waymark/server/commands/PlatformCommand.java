package dev.waymark.server.commands;

import dev.waymark.server.platforms.Connection;
import dev.waymark.server.platforms.Connections;
import dev.waymark.server.platforms.PlatformStore.Added;
import dev.waymark.server.platforms.PlatformStore.NewRegistration;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code waymark platform add|list|approve|remove}: the LMSs that may launch. */
@Command(name = "platform", mixinStandardHelpOptions = true, description = "The LMSs that may launch this tool.")
public final class PlatformCommand {
    private final Map<String, String> environment;

    public PlatformCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Registers an LMS by hand. Prints the registration's id.")
    int add(
            @Option(names = "--issuer", required = true, description = "Its issuer, exactly as the LMS states it.")
                    String issuer,
            @Option(names = "--client-id", required = true, description = "The client id it gave this tool.")
                    String clientId,
            @Option(names = "--auth-url", required = true, description = "Its authorization endpoint.") String authUrl,
            @Option(names = "--token-url", required = true, description = "Its access token endpoint.") String tokenUrl,
            @Option(names = "--jwks-url", required = true, description = "Where it publishes its keys.") String jwksUrl,
            @Option(
                            names = "--token-audience",
                            description =
                                    "What it wants as audience of client assertions; the token endpoint if absent.")
                    @Nullable
                    String audience,
            @Option(names = "--deployment", description = "A deployment to approve at once.") @Nullable
                    String deployment,
            @Option(names = "--approve-deployments", description = "Approves every deployment that launches.")
                    boolean approve,
            @Option(names = "--trust-admins", description = "Its administrators will administer this server too.")
                    boolean trust)
            throws IOException {
        Optional<Added> added = AtDatabase.run(environment, at -> {
            Connections connections = at.connections();
            NewRegistration typed = typed(connections, issuer, clientId, authUrl, tokenUrl, jwksUrl);
            NewRegistration fresh = new NewRegistration(
                    typed.issuer(),
                    typed.clientId(),
                    typed.authorizationUrl(),
                    typed.tokenUrl(),
                    audience,
                    typed.jwksUrl(),
                    List.of(),
                    approve ? Connection.DeploymentPolicy.APPROVE : Connection.DeploymentPolicy.QUEUE,
                    trust,
                    null,
                    null,
                    null);
            return connections
                    .add(AtDatabase.ACTOR, fresh, deployment)
                    .compose(done -> done.isEmpty() || deployment == null || !trust
                            ? Future.succeededFuture(done)
                            : connections
                                    .trust(AtDatabase.ACTOR, done.get().id(), deployment, true)
                                    .map(done));
        });
        Added done = added.orElseThrow(
                () -> new Refusal("This issuer and client id are registered with other keys. Remove that one first."));
        System.out.println(done.id());
        if (!done.active()) {
            System.err.println("It waits: the issuer is known with other keys. See `waymark platform approve --help`.");
        }
        return 0;
    }

    private static NewRegistration typed(
            Connections connections, String issuer, String clientId, String authUrl, String tokenUrl, String jwksUrl) {
        try {
            return connections.manual(issuer, clientId, authUrl, tokenUrl, jwksUrl);
        } catch (IllegalArgumentException mistake) {
            throw new Refusal(String.valueOf(mistake.getMessage()));
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows every registration.")
    int list() throws IOException {
        List<Connection> all =
                AtDatabase.run(environment, at -> at.connections().all());
        all.stream()
                .sorted(Comparator.comparing(each -> each.lti().issuer()))
                .forEach(each -> System.out.printf(
                        "%s  %-8s %s  %s%n",
                        each.id(),
                        each.active() ? "active" : "waiting",
                        each.lti().issuer(),
                        each.lti().clientId()));
        return 0;
    }

    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description = "Lets a waiting registration launch, or one of its deployments.")
    int approve(
            @Parameters(paramLabel = "REGISTRATION", description = "Its id or client id.") String registration,
            @Option(names = "--deployment", description = "Approves this deployment.") @Nullable String deployment,
            @Option(
                            names = "--trust-admins",
                            description = "With --deployment: its administrators administer this server.")
                    boolean trust,
            @Option(names = "--same", description = "It is the LMS its issuer is known by: people keep their progress.")
                    boolean same)
            throws IOException {
        return change(registration, (connections, connection) -> {
            if (deployment == null) {
                return connections.approve(AtDatabase.ACTOR, connection.id(), same);
            }
            return connections
                    .decide(AtDatabase.ACTOR, connection.id(), deployment, Connection.Deployment.State.APPROVED)
                    .compose(done -> trust
                            ? connections.trust(AtDatabase.ACTOR, connection.id(), deployment, true)
                            : Future.succeededFuture());
        });
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Refuses launches from now on. Progress and records stay.")
    int remove(@Parameters(paramLabel = "REGISTRATION", description = "Its id or client id.") String registration)
            throws IOException {
        return change(registration, (connections, connection) -> connections.remove(AtDatabase.ACTOR, connection.id()));
    }

    private int change(String registration, BiFunction<Connections, Connection, Future<Void>> change)
            throws IOException {
        URI changed = AtDatabase.run(
                environment,
                at -> at.connections()
                        .named(registration)
                        .map(found ->
                                found.orElseThrow(() -> new Refusal("There is no registration " + registration + ".")))
                        .compose(connection -> change.apply(at.connections(), connection)
                                .map(connection.lti().jwksUri())));
        System.out.println("Done: " + registration + " (" + changed.getHost() + ")");
        return 0;
    }
}
