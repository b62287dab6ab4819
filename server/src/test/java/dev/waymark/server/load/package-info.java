/** Benchmarks: what an operation costs the server and PostgreSQL, beside a bare program that does the least. */
@NullMarked
package dev.waymark.server.load;

import org.jspecify.annotations.NullMarked;
