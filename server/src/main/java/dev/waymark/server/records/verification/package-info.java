/** Checks a credential the way an employer or an auditor would, without this server. */
@NullMarked
package dev.waymark.server.records.verification;

import org.jspecify.annotations.NullMarked;
