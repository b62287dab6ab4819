package dev.waymark.lti.registration;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Platforms that want something said in their own way.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti/v1p3/#platform-instance-claim">LTI Core 1.3 §5.4.2</a>
 */
public enum ProductFamily {
    MOODLE(List.of("moodle"), List.of(), List.of("ContentArea")),
    CANVAS(List.of("canvas"), List.of("course_navigation"), List.of("ContentArea", "assignment_selection")),
    BLACKBOARD(List.of("blackboard"), List.of(), List.of("ContentArea")),
    BRIGHTSPACE(List.of("desire2learn", "brightspace", "d2l"), List.of(), List.of("ContentArea")),
    SAKAI(List.of("sakai"), List.of(), List.of("ContentArea")),
    OPEN_EDX(List.of("openedx", "open_edx", "edx"), List.of(), List.of("ContentArea")),
    OTHER(List.of(), List.of(), List.of("ContentArea"));

    private final List<String> codes;
    private final List<String> linkPlacements;
    private final List<String> pickerPlacements;

    ProductFamily(List<String> codes, List<String> linkPlacements, List<String> pickerPlacements) {
        this.codes = codes;
        this.linkPlacements = linkPlacements;
        this.pickerPlacements = pickerPlacements;
    }

    /** By the {@code product_family_code} of a launch or configuration, which come in several spellings. */
    public static ProductFamily of(@Nullable String code) {
        var lower = code == null ? "" : code.toLowerCase(Locale.ROOT);
        for (var family : values()) {
            if (family.codes.stream().anyMatch(lower::startsWith)) {
                return family;
            }
        }
        return OTHER;
    }

    List<String> linkPlacements() {
        return linkPlacements;
    }

    List<String> pickerPlacements() {
        return pickerPlacements;
    }

    /** Moodle makes a message of its own from the tool's address, and reads only the deep linking one. */
    boolean readsLinkMessage() {
        return this != MOODLE;
    }
}
