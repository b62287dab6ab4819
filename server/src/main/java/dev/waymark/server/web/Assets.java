package dev.waymark.server.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Style sheets, scripts and pictures, held in memory; an address names its content's hash and never goes stale. */
public final class Assets {
    public record File(byte[] bytes, String contentType, String hash) {}

    private static final List<String> STYLES =
            List.of("tokens", "base", "controls", "map", "environment", "team", "admin", "print");

    private final Map<String, File> files = new TreeMap<>();

    private Assets() {}

    public static Assets load() {
        Assets assets = new Assets();
        assets.add(
                "waymark.css",
                STYLES.stream().map(name -> "/web/css/" + name + ".css").toArray(String[]::new));
        for (String script : List.of("app.js", "charts.js", "platform-storage.js", "close.js", "hand-back.js")) {
            assets.add(script, "/web/" + script);
        }
        assets.add("icon.svg", "/web/icon.svg");
        assets.add("htmx.js", webjar("htmx.org", "dist/htmx.min.js"));
        assets.add("sse.js", webjar("htmx-ext-sse", "sse.js"));
        assets.add("uplot.js", webjar("uplot", "dist/uPlot.iife.min.js"));
        assets.add("uplot.css", webjar("uplot", "dist/uPlot.min.css"));
        return assets;
    }

    public @Nullable File find(String name) {
        return files.get(name);
    }

    public String url(String name) {
        File file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("No asset " + name);
        }
        return "/assets/" + name + "?" + file.hash();
    }

    private void add(String name, String... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (String part : parts) {
            whole.writeBytes(read(part));
        }
        byte[] bytes = whole.toByteArray();
        files.put(name, new File(bytes, contentType(name), hash(bytes)));
    }

    private static String contentType(String name) {
        if (name.endsWith(".css")) {
            return "text/css; charset=utf-8";
        }
        return name.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8";
    }

    private static String webjar(String name, String file) {
        Properties pom = new Properties();
        String location = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try {
            pom.load(new StringReader(new String(read(location), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/META-INF/resources/webjars/" + name + "/" + pom.getProperty("version") + "/" + file;
    }

    private static byte[] read(String location) {
        try (InputStream in = Assets.class.getResourceAsStream(location)) {
            if (in == null) {
                throw new IllegalStateException("The build lacks " + location);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
