/** What a person looks at: badge, QR code and certificate. */
@NullMarked
package dev.waymark.server.records.certificate;

import org.jspecify.annotations.NullMarked;
