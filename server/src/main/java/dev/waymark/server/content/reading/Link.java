package dev.waymark.server.content.reading;

/** A link as the page writes it; the line counts from the first line of the text it was found in, from 0. */
record Link(int line, String title, String url, Form form) {
    enum Form {
        MARKDOWN,
        HTML,
        BARE,
        BROKEN
    }
}
