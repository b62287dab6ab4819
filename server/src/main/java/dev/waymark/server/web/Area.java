package dev.waymark.server.web;

/** The three parts of the product, one per kind of person. */
public enum Area {
    LEARN,
    TEAM,
    ADMIN
}
