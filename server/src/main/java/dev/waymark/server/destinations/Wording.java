package dev.waymark.server.destinations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.keys.Seal;
import dev.waymark.server.keys.Vault;
import dev.waymark.server.records.statements.Activity;
import dev.waymark.server.records.statements.Actor;
import dev.waymark.server.records.statements.Statement;
import dev.waymark.server.web.Json;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Puts what happened into words: a statement, or the body of a webhook. The same thing reads the same each time. */
final class Wording {
    private static final int PSEUDONYM_CHARACTERS = 32;
    private final URI publicUrl;
    private final Seal pseudonyms;

    Wording(URI publicUrl, Vault vault) {
        this.publicUrl = publicUrl;
        this.pseudonyms = vault.sealFor("statement-actor");
    }

    Statement statement(Told told, Destination.ActorKind kind) {
        Activity module = Activity.module(publicUrl, told.text("permalink"), told.text("title"));
        Actor actor = actor(told, kind);
        int version = told.about().path("version").asInt();
        return switch (told.event()) {
            case LAUNCH_STARTED -> Statement.initialized(told.id(), actor, module, version, told.at());
            case PROGRESS_OPENED -> Statement.experienced(told.id(), actor, asset(told, module), version, told.at());
            case PROGRESS_COMPLETED -> Statement.completed(told.id(), actor, asset(told, module), version, told.at());
            case RECORD_ISSUED -> {
                int done = Math.max(1, told.about().path("completed").asInt());
                yield Statement.passed(
                        told.id(),
                        actor,
                        part(told)
                                .map(name -> module.part(told.text("rule"), name))
                                .orElse(module),
                        new Statement.Result(true, done, done),
                        version,
                        told.at());
            }
            default -> throw new IllegalArgumentException("No verb says " + told.event());
        };
    }

    private static Activity asset(Told told, Activity module) {
        return module.asset(UUID.fromString(told.text("asset")), told.text("assetTitle"));
    }

    /** What a record is for that is not of the whole module: its environments' names, the first and the last of a path. */
    private static Optional<String> part(Told told) {
        List<String> names = new ArrayList<>();
        told.about().path("part").forEach(name -> names.add(name.asText()));
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(" → ", names));
    }

    private Actor actor(Told told, Destination.ActorKind kind) {
        UUID learner = Objects.requireNonNull(told.learner(), "a statement is about somebody");
        if (kind == Destination.ActorKind.SUB && told.issuer() != null && told.sub() != null) {
            return new Actor(told.issuer(), told.sub());
        }
        return new Actor(publicUrl.toString(), pseudonym(learner));
    }

    String pseudonym(UUID learner) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(learner.getMostSignificantBits())
                .putLong(learner.getLeastSignificantBits())
                .array();
        return HexFormat.of().formatHex(pseudonyms.bytes(id)).substring(0, PSEUDONYM_CHARACTERS);
    }

    /** {@code {type, timestamp, data}}, as Standard Webhooks recommends. */
    String webhook(Told told, Destination.ActorKind kind) {
        ObjectNode json = Json.object()
                .put("type", told.event().word())
                .put("timestamp", told.at().truncatedTo(ChronoUnit.MILLIS).toString());
        ObjectNode data = json.putObject("data");
        if (told.learner() != null) {
            Actor actor = actor(told, kind);
            data.putObject("learner").put("issuer", actor.homePage()).put("id", actor.name());
        }
        data.putObject("module")
                .put("id", told.text("module"))
                .put("permalink", told.text("permalink"))
                .put("title", told.text("title"))
                .put("version", told.about().path("version").asInt());
        if (told.about().has("asset")) {
            data.putObject("asset")
                    .put("id", told.text("asset"))
                    .put("title", told.text("assetTitle"))
                    .put("url", told.text("assetUrl"))
                    .put("verified", told.about().path("verified").asBoolean());
        }
        if (told.about().has("record")) {
            ObjectNode record = data.putObject("record")
                    .put("id", told.text("record"))
                    .put("cycle", told.about().path("cycle").asInt());
            // What was queued by an earlier release does not say it.
            if (told.about().has("rule")) {
                record.put("rule", told.text("rule"));
            }
            part(told).ifPresent(name -> record.put("part", name));
        }
        return Json.text(json);
    }
}
