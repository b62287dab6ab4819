package dev.waymark.server.demo;

/** What somebody has broken on purpose. */
public record Switches(boolean cookiesBlocked, boolean down, boolean slow) {
    static final Switches NONE = new Switches(false, false, false);

    public boolean any() {
        return cookiesBlocked || down || slow;
    }
}
