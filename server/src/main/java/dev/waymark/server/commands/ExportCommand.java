package dev.waymark.server.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.people.PersonalData;
import dev.waymark.server.web.Json;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code waymark export learner ID}: everything that is held about a person. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes what the server holds to stdout.")
public final class ExportCommand {
    private final Map<String, String> environment;

    public ExportCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(
            name = "learner",
            mixinStandardHelpOptions = true,
            description = "Everything held about one person, as one JSON document. People and their ids are listed in"
                    + " the administration.")
    int learner(@Parameters(paramLabel = "ID", description = "The person's id.") UUID learner) throws IOException {
        JsonNode everything = AtDatabase.run(
                environment, at -> new PersonalData(at.pool(), launch -> Future.succeededFuture()).export(learner));
        System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(everything));
        return 0;
    }
}
