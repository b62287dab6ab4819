package dev.waymark.server.web;

import org.jspecify.annotations.Nullable;

/** Which rows of how many, with the ways to the neighbouring pages. */
public record PagingView(
        int from,
        int to,
        int total,
        @Nullable String previousUrl,
        @Nullable String nextUrl) {}
