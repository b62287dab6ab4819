package dev.waymark.lti.deeplinking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

final class ItemFields {
    private ItemFields() {}

    /** Optional members are left out, never null: platforms choke on nulls here. */
    static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
