package dev.waymark.lti.emulator.wire;

import dev.waymark.lti.http.FormBody;
import dev.waymark.lti.http.LtiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the query of the next page, absent on the last
 */
public record Paging<T>(List<T> items, @Nullable Map<String, String> next) {
    private static final int DEFAULT = 50;
    private static final int MOST = 1_000;

    public static <T> Paging<T> of(List<T> all, Call call, boolean always) {
        if (!always && !call.query().containsKey("limit")) {
            return new Paging<>(all, null);
        }
        int size = Math.min(MOST, number(call, "limit", DEFAULT));
        int from = Math.min(all.size(), number(call, "from", 0));
        int to = Math.min(all.size(), from + size);
        return new Paging<>(all.subList(from, to), to == all.size() ? null : next(call, to));
    }

    public LtiResponse linked(LtiResponse response, String address, String quote, String closingQuote) {
        if (next == null) {
            return response;
        }
        var headers = new LinkedHashMap<>(response.headers());
        headers.put("Link", "<" + address + "?" + FormBody.encode(next) + ">; rel=" + quote + "next" + closingQuote);
        return new LtiResponse(response.status(), headers, response.body());
    }

    private static Map<String, String> next(Call call, int from) {
        var query = new LinkedHashMap<>(call.query());
        query.put("from", Integer.toString(from));
        return query;
    }

    private static int number(Call call, String name, int otherwise) {
        var text = call.query().get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}") || (name.equals("limit") && Integer.parseInt(text) == 0)) {
            throw Refusal.malformed(name + " is no number.");
        }
        return Integer.parseInt(text);
    }
}
