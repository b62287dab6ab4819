/** Signed forms of a completion record: Open Badges 3.0, CLR 2.0 and the keys behind them. */
@NullMarked
package dev.waymark.server.records.credential;

import org.jspecify.annotations.NullMarked;
