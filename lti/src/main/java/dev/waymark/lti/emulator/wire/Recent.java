package dev.waymark.lti.emulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entries, so that unanswered launches cannot fill the memory. */
public final class Recent<T> extends LinkedHashMap<String, T> {
    private static final int KEPT = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > KEPT;
    }
}
