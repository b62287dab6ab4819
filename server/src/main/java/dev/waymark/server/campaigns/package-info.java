/** Recertification campaigns: who has to renew a record of a module, by when, what they are told, and how far they are. */
@NullMarked
package dev.waymark.server.campaigns;

import org.jspecify.annotations.NullMarked;
