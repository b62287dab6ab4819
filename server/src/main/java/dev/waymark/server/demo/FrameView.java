package dev.waymark.server.demo;

import org.jspecify.annotations.Nullable;

/**
 * A page that holds the tool.
 *
 * @param source what the frame opens
 * @param back where to go when the tool says that it is done
 * @param window the same in a window of its own, where that makes sense
 * @param storageFrame the name of the frame that keeps data for tools; absent when this page does it itself
 */
public record FrameView(
        Shell shell,
        String lead,
        String source,
        String back,
        String toolOrigin,
        @Nullable String window,
        @Nullable String storageFrame) {}
