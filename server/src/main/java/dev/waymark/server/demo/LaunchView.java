package dev.waymark.server.demo;

import java.util.List;
import java.util.Map;

/** A form that the browser posts to the tool at once. */
public record LaunchView(String action, String method, List<Map.Entry<String, String>> fields) {}
