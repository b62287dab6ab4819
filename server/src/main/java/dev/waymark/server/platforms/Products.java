package dev.waymark.server.platforms;

import dev.waymark.lti.registration.ProductFamily;

/** How the makers of LMSs write their products' names. */
public final class Products {
    private Products() {}

    public static String name(ProductFamily family) {
        return switch (family) {
            case MOODLE -> "Moodle";
            case CANVAS -> "Canvas";
            case BLACKBOARD -> "Blackboard";
            case BRIGHTSPACE -> "Brightspace";
            case SAKAI -> "Sakai";
            case OPEN_EDX -> "Open edX";
            case OTHER -> "LMS";
        };
    }
}
