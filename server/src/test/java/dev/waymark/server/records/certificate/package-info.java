@NullMarked
package dev.waymark.server.records.certificate;

import org.jspecify.annotations.NullMarked;
