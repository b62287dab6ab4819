package dev.waymark.server.records.verification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What else somebody wants to know of a credential that holds. */
public interface FurtherCheck {
    List<Check> of(ObjectNode credential);
}
