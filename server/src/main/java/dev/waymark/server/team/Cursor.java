package dev.waymark.server.team;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waymark.server.web.Ids;
import dev.waymark.server.web.Json;
import dev.waymark.server.web.Problem;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/**
 * The place between two rows where a page of a table begins. It names the row beside it, so that rows that
 * come, go or move elsewhere neither repeat nor hide others.
 *
 * @param position how many rows stood before it, for people's orientation only
 * @param back whether the page ends here instead
 */
record Cursor(long rank, String sortName, UUID id, int position, boolean back) {

    String text() {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        parts.add(rank).add(sortName).add(id.toString()).add(position).add(back);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(parts));
    }

    static Cursor parse(String text) {
        try {
            JsonNode parts = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(text));
            boolean ours = parts != null
                    && parts.isArray()
                    && parts.size() == 5
                    && parts.get(0).canConvertToLong()
                    && parts.get(1).isTextual()
                    && parts.get(1).asText().indexOf('\0') < 0
                    && parts.get(3).canConvertToInt();
            if (!ours) {
                throw foreign();
            }
            return new Cursor(
                    parts.get(0).asLong(),
                    parts.get(1).asText(),
                    Ids.parse(parts.get(2).asText()).orElseThrow(Cursor::foreign),
                    Math.max(0, parts.get(3).asInt()),
                    parts.get(4).asBoolean());
        } catch (IllegalArgumentException | IOException e) {
            throw foreign();
        }
    }

    private static Problem foreign() {
        return Problem.badField("after", "The field after must be a next of an earlier answer.");
    }
}
