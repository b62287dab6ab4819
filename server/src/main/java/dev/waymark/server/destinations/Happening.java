package dev.waymark.server.destinations;

import dev.waymark.server.records.statements.Verb;
import dev.waymark.server.web.Problem;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a destination can be told. The word is that of the outbox and of webhooks; xAPI has a verb for some. */
public enum Happening {
    LAUNCH_STARTED("launch.started", Verb.INITIALIZED),
    PROGRESS_OPENED("progress.opened", Verb.EXPERIENCED),
    PROGRESS_COMPLETED("progress.completed", Verb.COMPLETED),
    RECORD_ISSUED("record.issued", Verb.PASSED),
    RECORD_REVOKED("record.revoked", null),
    RECORD_SUPERSEDED("record.superseded", null),
    RECORD_EXPIRED("record.expired", null),
    RECORD_WITHDRAWN("record.withdrawn", null);

    private final String word;
    private final @Nullable Verb verb;

    Happening(String word, @Nullable Verb verb) {
        this.word = word;
        this.verb = verb;
    }

    public String word() {
        return word;
    }

    static List<Happening> of(Destination.Kind kind) {
        return Arrays.stream(values())
                .filter(one -> kind == Destination.Kind.WEBHOOK || one.verb != null)
                .toList();
    }

    static Happening parse(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.badField(
                        "events",
                        "An event is one of "
                                + Arrays.stream(values()).map(Happening::word).toList() + "."));
    }
}
