/** What every page and route shares: sessions, problems, texts and the frame around each page. */
@NullMarked
package dev.waymark.server.web;

import org.jspecify.annotations.NullMarked;
