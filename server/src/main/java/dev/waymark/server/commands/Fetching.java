package dev.waymark.server.commands;

import dev.waymark.server.Server;
import dev.waymark.server.outbound.AddressRange;
import dev.waymark.server.outbound.Outbound;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command reads from the net, one address after another. */
final class Fetching {
    private static final Logger LOG = LoggerFactory.getLogger(Fetching.class);
    private final Outbound outbound;

    Fetching(Vertx vertx, String userAgent, boolean thisMachineToo) {
        this.outbound = new Outbound(vertx, AddressRange.list(thisMachineToo ? "127.0.0.0/8, ::1" : ""), userAgent);
    }

    /** The body of a 200; empty when there was none. */
    Optional<byte[]> get(URI target) {
        try {
            Outbound.Answer answer = Server.wait(outbound.send("GET", target, Map.of(), Buffer.buffer()));
            if (answer.status() == 200) {
                return Optional.of(answer.body().getBytes());
            }
            LOG.warn("{} answered {}", target, answer.status());
        } catch (Outbound.Unreachable unreachable) {
            LOG.warn("{}", unreachable.getMessage());
        }
        return Optional.empty();
    }
}
