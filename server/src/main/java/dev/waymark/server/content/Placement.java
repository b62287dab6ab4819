package dev.waymark.server.content;

/** An asset at its place in a module; the index counts all assets in page order, from 0. */
public record Placement(int index, String environment, String resource, Asset asset) {
    public Identity identity() {
        return new Identity(environment, asset.canonicalUrl());
    }

    public Cell cell() {
        return new Cell(environment, asset.level());
    }
}
