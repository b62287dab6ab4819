package dev.waymark.lti.emulator.world;

/** One placing of a tool; a hosted platform may have many of one client. */
public record Deployment(String id, String clientId) {}
