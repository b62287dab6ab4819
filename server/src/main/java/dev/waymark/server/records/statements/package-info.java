/** What other systems are told about a learner's way: xAPI statements and signed webhooks. */
@NullMarked
package dev.waymark.server.records.statements;

import org.jspecify.annotations.NullMarked;
