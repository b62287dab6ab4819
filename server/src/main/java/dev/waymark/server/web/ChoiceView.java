package dev.waymark.server.web;

/** One entry of a select. */
public record ChoiceView(String value, String label, boolean selected) {}
