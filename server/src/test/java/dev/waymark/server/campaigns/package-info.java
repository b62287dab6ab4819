@NullMarked
package dev.waymark.server.campaigns;

import org.jspecify.annotations.NullMarked;
