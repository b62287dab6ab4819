package dev.waymark.server.records.export;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP, written piece by piece: memory holds what was not taken yet and the names. It takes any number of files of any
 * size (Zip64), and the same files give the same bytes.
 */
final class Zip {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    /** Begins a file, and ends the one before. */
    void file(String name, Instant at) {
        begin(entry(name, LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
    }

    private static ZipEntry entry(String name, LocalDateTime at) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(at);
        return entry;
    }

    private void begin(ZipEntry entry) {
        try {
            zip.putNextEntry(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More of the file that was begun last. */
    void write(byte[] content) {
        try {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every file of another ZIP. */
    void addAll(Buffer other) {
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(other.getBytes()))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                begin(entry(file.getName(), file.getTimeLocal()));
                files.transferTo(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Buffer taken() {
        Buffer taken = Buffer.buffer(bytes.toByteArray());
        bytes.reset();
        return taken;
    }

    Buffer end() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken();
    }
}
