package dev.waymark.server.launch.picking;

import dev.waymark.server.web.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a course can link to. The form answers with {@code item}, {@code graded} and {@code do=add} or
 * {@code do=cancel}.
 *
 * @param acceptsLinks false when the LMS asked for something that we do not have
 * @param several whether more than one item may be chosen
 * @param gradable whether the LMS makes grade book columns for new links
 * @param title what the LMS says the links are for
 */
public record PickerView(
        Page page,
        String action,
        List<PickedItem> items,
        boolean acceptsLinks,
        boolean several,
        boolean gradable,
        @Nullable String title) {}
