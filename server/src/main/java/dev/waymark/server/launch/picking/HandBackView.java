package dev.waymark.server.launch.picking;

import dev.waymark.server.web.Page;
import java.util.Map;

/** A form that goes back to the LMS by itself, with a button for browsers that run no scripts. */
public record HandBackView(Page page, String action, Map<String, String> fields) {}
