package dev.waymark.server.admin;

import dev.waymark.server.web.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One launch check by check. {@code claims} are redacted before they come here. */
public record LaunchView(
        Page page,
        String launchesUrl,
        String at,
        String platform,
        boolean accepted,
        String reference,
        List<Check> checks,
        Map<String, String> claims) {

    public record Check(
            String name,
            Outcome outcome,
            @Nullable String detail,
            @Nullable String specification,
            @Nullable String specificationUrl) {}

    public enum Outcome {
        PASSED,
        FAILED,
        NOT_REACHED
    }
}
