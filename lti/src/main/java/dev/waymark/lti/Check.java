package dev.waymark.lti;

/** One rule and whether a message kept it, for people who debug a launch. */
public record Check(String name, boolean passed, Spec section) {}
