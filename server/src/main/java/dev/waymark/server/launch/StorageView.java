package dev.waymark.server.launch;

import dev.waymark.server.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that asks the LMS's storage to keep or to give back a value, and goes on whatever the answer.
 *
 * @param target the frame that answers, as {@code lti_storage_target} named it
 * @param origin the origin of the authorization endpoint; no other is believed
 * @param value what to keep; null asks for what was kept
 * @param continueUrl where to go on: by GET when keeping, by POST of {@code fields} and {@code storage} when asking
 */
public record StorageView(
        Page page,
        @Nullable String target,
        String origin,
        String key,
        @Nullable String value,
        String continueUrl,
        Map<String, String> fields) {}
