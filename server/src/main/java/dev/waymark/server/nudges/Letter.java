package dev.waymark.server.nudges;

/**
 * A mail, ready to leave.
 *
 * @param stopUrl where its reader, or their mail program by one POST, stops such mails
 */
record Letter(String to, String language, String subject, String text, String html, String stopUrl) {}
