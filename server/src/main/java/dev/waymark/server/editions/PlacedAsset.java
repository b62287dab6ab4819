package dev.waymark.server.editions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training asset at its place in an edition.
 *
 * @param id permanent, whatever later editions do
 * @param cell the index of its cell
 * @param carried why a tick made before this edition still counts; null = nothing about it changed
 */
public record PlacedAsset(
        UUID id,
        int position,
        int cell,
        String environment,
        String resource,
        int level,
        String title,
        String url,
        String canonicalUrl,
        @Nullable String carried) {}
