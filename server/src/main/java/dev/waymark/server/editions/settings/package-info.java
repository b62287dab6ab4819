/** What administrators say about a module beside its page: its rule, its paths, what its services are called. */
@NullMarked
package dev.waymark.server.editions.settings;

import org.jspecify.annotations.NullMarked;
