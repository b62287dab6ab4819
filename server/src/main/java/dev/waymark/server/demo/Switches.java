package dev.waymark.server.demo;

/** What somebody has broken on purpose. */
record Switches(boolean cookiesBlocked, boolean down, boolean slow) {
    static final Switches NONE = new Switches(false, false, false);

    boolean any() {
        return cookiesBlocked || down || slow;
    }
}
