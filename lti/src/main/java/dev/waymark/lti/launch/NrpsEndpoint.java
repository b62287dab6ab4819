package dev.waymark.lti.launch;

import java.net.URI;
import java.util.List;

/**
 * Where the roster of the context is.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-nrps/v2p0#lti-1-3-integration">NRPS 2.0 §3.6.1</a>
 */
public record NrpsEndpoint(URI contextMembershipsUrl, List<String> serviceVersions) {}
