/** What a module is: pure records, their canonical form and their identity. Knows no page, no learner and no database. */
@NullMarked
package dev.waymark.server.content;

import org.jspecify.annotations.NullMarked;
