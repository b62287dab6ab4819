package dev.waymark.lti.launch;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the groups of the context are.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-gs/v1p0">Course Groups 1.0</a>
 */
public record GroupsEndpoint(URI contextGroupsUrl, @Nullable URI contextGroupSetsUrl, Set<String> scopes) {}
