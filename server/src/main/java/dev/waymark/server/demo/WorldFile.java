package dev.waymark.server.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.lti.emulator.SigningKey;
import dev.waymark.lti.emulator.world.World;
import dev.waymark.lti.emulator.world.WorldState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Keeps a platform's world and key in one file, which is replaced as a whole. */
final class WorldFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx;
    private final Path file;
    private @Nullable WorldState saved;

    /** What the file holds; the key as its id and its encoded form. */
    record Content(String kid, String key, WorldState world) {
        SigningKey signingKey() {
            return SigningKey.of(kid, key);
        }
    }

    WorldFile(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.file = folder.resolve("lms.json");
    }

    /** Null when nothing was saved yet. */
    Future<@Nullable Content> read() {
        return vertx.executeBlocking(() -> Files.exists(file) ? JSON.readValue(file.toFile(), Content.class) : null);
    }

    /** Called on the event loop: the state is taken now and written in order. */
    Future<Void> save(World world, SigningKey key) {
        var state = world.state();
        if (state.equals(saved)) {
            return Future.succeededFuture();
        }
        var content = new Content(key.kid(), key.encoded(), state);
        return vertx.<Void>executeBlocking(() -> {
                    write(content);
                    return null;
                })
                .onSuccess(written -> saved = state);
    }

    private void write(Content content) {
        try {
            Files.createDirectories(file.getParent());
            var fresh = Files.createTempFile(
                    file.getParent(),
                    "lms",
                    ".json",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writeValue(fresh.toFile(), content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
