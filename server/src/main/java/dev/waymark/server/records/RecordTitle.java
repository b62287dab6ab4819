package dev.waymark.server.records;

import dev.waymark.server.web.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record is for, as pages of one language say it. */
public final class RecordTitle {
    private RecordTitle() {}

    /**
     * The module's title, or what part of it.
     *
     * @param part as {@link PinnedModule#part()}
     */
    public static String of(Texts texts, String module, @Nullable List<String> part) {
        if (part == null) {
            return module;
        }
        return part.size() == 1
                ? texts.get("record.of.environment", part.get(0), module)
                : texts.get("record.of.path", part.get(0), part.get(1), module);
    }

    /** What the rule asked for. */
    public static String rule(Texts texts, CompletionRecord record) {
        List<String> part = record.module().part();
        if (part != null) {
            return part.size() == 1
                    ? texts.get("record.rule.environment", part.get(0))
                    : texts.get("record.rule.one-path", part.get(0), part.get(1));
        }
        return record.rule().startsWith("level:")
                ? texts.get("record.rule.level", record.rule().substring("level:".length()))
                : texts.get("record.rule." + record.rule());
    }
}
