package dev.waymark.server.launch;

import dev.waymark.server.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * A launch that was not accepted, told to the person and to the LMS's administrator.
 *
 * @param why what went wrong, in the reader's language
 * @param sentence the broken rule for administrators, without any value from the message
 * @param specification name and section of the rule, {@code specificationUrl} where it stands
 * @param retryUrl starts the launch again in a window of its own, when that can help
 */
public record RefusedView(
        Page page,
        String reason,
        String why,
        String sentence,
        @Nullable String specification,
        @Nullable String specificationUrl,
        String reference,
        @Nullable String retryUrl) {}
