package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import java.util.List;

/** What a connection's test found: keys, token, roster, line items, one after the other. */
public record ConnectionTestView(Page page, String connectionsUrl, String issuer, String clientId, List<Step> steps) {
    /** {@code code} names a text {@code test.code}; {@code detail} explains the outcome. */
    public record Step(String code, Outcome outcome, String detail) {}

    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }
}
