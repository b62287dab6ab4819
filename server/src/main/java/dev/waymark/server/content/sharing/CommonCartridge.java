package dev.waymark.server.content.sharing;

import dev.waymark.server.content.Module;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module as a <a href="https://www.imsglobal.org/activity/common-cartridge">Common Cartridge</a>: an LTI link to the
 * whole, to each environment and to each of its cells, each with its scope in custom parameters.
 */
public final class CommonCartridge {
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private CommonCartridge() {}

    /** The editions of the specification that an LMS may ask for. */
    public enum Version {
        V1_3("1.3.0", "1p3"),
        V1_4("1.4.0", "1p4");

        final String number;
        final String token;

        Version(String number, String token) {
            this.number = number;
            this.token = token;
        }
    }

    /** One link with the custom parameters that name its scope. */
    record Link(String id, String title, Map<String, String> scope) {}

    /** A link with the links below it. */
    record Folder(Link link, List<Link> links) {}

    /** @param launch the target link URI of the server */
    public static byte[] export(Module module, String slug, Version version, URI launch) {
        var whole = new Link("module", module.title(), Map.of("waymark_module", slug));
        var folders = folders(module, slug);
        var files = new LinkedHashMap<String, String>();
        files.put("imsmanifest.xml", CartridgeXml.manifest(module, version, whole, folders));
        files.put("links/module.xml", CartridgeXml.link(whole, version, launch));
        for (var folder : folders) {
            files.put("links/" + folder.link().id() + ".xml", CartridgeXml.link(folder.link(), version, launch));
            folder.links()
                    .forEach(
                            link -> files.put("links/" + link.id() + ".xml", CartridgeXml.link(link, version, launch)));
        }
        return zip(files);
    }

    private static List<Folder> folders(Module module, String slug) {
        var folders = new ArrayList<Folder>();
        for (var environment : module.environments()) {
            var links = new ArrayList<Link>();
            for (var cell : module.cells()) {
                if (cell.environment().equals(environment.key())) {
                    var title = cell.level() == 0 ? environment.name() : environment.name() + " " + cell.level();
                    links.add(new Link(
                            "link-%d-%d".formatted(folders.size() + 1, cell.level()),
                            title,
                            scope(slug, environment.key(), String.valueOf(cell.level()))));
                }
            }
            if (!links.isEmpty()) {
                var link = new Link(
                        "link-%d".formatted(folders.size() + 1),
                        environment.name(),
                        scope(slug, environment.key(), ""));
                folders.add(new Folder(link, links));
            }
        }
        return folders;
    }

    private static Map<String, String> scope(String slug, String environment, String level) {
        var scope = new LinkedHashMap<String, String>();
        scope.put("waymark_module", slug);
        scope.put("waymark_environment", environment);
        if (!level.isEmpty()) {
            scope.put("waymark_level", level);
        }
        return scope;
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(TIME);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
