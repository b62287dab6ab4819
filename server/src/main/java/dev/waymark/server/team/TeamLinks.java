package dev.waymark.server.team;

import dev.waymark.server.web.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of a team's pages.
 *
 * @param base {@code /l/{launch}/team}
 * @param kept what every one of them repeats: another context than the launch's, a module of several
 */
record TeamLinks(String base, Map<String, String> kept) {

    static TeamLinks of(Session session, Team team, @Nullable String module) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (!team.context().equals(session.context())) {
            kept.put("context", team.context().toString());
        }
        if (module != null && !module.isEmpty()) {
            kept.put("module", module);
        }
        return new TeamLinks("/l/" + session.launch() + "/team", kept);
    }

    String to(String path) {
        return to(path, Map.of());
    }

    String to(String path, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(kept);
        all.putAll(more);
        return base + path + query(all);
    }

    String learner(UUID learner) {
        return to("/learners/" + learner);
    }

    String cell(String environment, int level) {
        return to("/cells/" + environment + "/" + level);
    }

    String query() {
        return query(kept);
    }

    private static String query(Map<String, String> values) {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
