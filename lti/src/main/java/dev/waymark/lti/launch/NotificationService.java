package dev.waymark.lti.launch;

import java.net.URI;
import java.util.Set;

/**
 * Where the tool can ask to be told about changes.
 *
 * @see <a href="https://www.imsglobal.org/spec/lti-pns/v1p0">Platform Notification Service 1.0</a>
 */
public record NotificationService(URI url, Set<String> scopes, Set<String> noticeTypesSupported) {}
