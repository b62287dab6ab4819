package dev.waymark.server.progress;

import dev.waymark.server.web.Page;

/** Said once to somebody who erased themselves: their session is over. */
public record ErasedView(Page page) {}
