package dev.waymark.server.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A module on its way from one server to another: JSON that is checked as strictly as a page is. */
public final class ModuleExchange {
    private static final String FORMAT = "waymark-module";
    private static final int VERSION = 1;
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int MOST = 2_000;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private ModuleExchange() {}

    private record Envelope(String format, int version, String contentHash, Module module) {}

    public static String export(Module module) {
        return ModuleJson.canonical(new Envelope(FORMAT, VERSION, Fingerprint.contentHash(module), module));
    }

    /**
     * Canonical URLs are worked out anew and never believed.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static Module read(String json) {
        require(json.length() <= LONGEST, "The file is too large to be a module.");
        var envelope = envelope(json);
        require(envelope != null, "The file is empty.");
        require(
                FORMAT.equals(envelope.format()) && envelope.version() == VERSION,
                "The file is not a module of version 1.");
        var module = complete(envelope.module());
        require(
                Fingerprint.contentHash(module).equals(envelope.contentHash()),
                "The content does not have the hash that the file states.");
        return module;
    }

    private static Envelope envelope(String json) {
        try {
            return MAPPER.readValue(json, Envelope.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The file is not the JSON of a module.", e);
        }
    }

    private static Module complete(Module module) {
        require(module != null, "The file has no module.");
        require(
                Stream.of(
                                module.permalink(),
                                module.title(),
                                module.description(),
                                module.summary(),
                                module.rows(),
                                module.columns())
                        .noneMatch(part -> part == null),
                "The module lacks one of its parts.");
        require(module.permalink().matches("(?:/[\\p{L}\\p{N}._~%+-]{1,100}){1,20}"), "The permalink is not usable.");
        require(module.environments().size() <= MOST && module.placements().size() <= MOST, "The module is too large.");
        var keys = new HashSet<String>();
        module.environments().forEach(environment -> check(environment, keys));
        require(
                module.paths().stream()
                        .flatMap(path -> Stream.of(path.from(), path.to()))
                        .allMatch(keys::contains),
                "A path names an environment that is not there.");
        require(!module.placements().isEmpty(), "The module has no assets.");
        return new Module(
                module.permalink(),
                module.title(),
                module.description(),
                module.summary(),
                module.rows(),
                module.columns(),
                module.environments().stream().map(ModuleExchange::withUrls).toList(),
                module.paths());
    }

    private static void check(Environment environment, HashSet<String> keys) {
        require(
                environment.key() != null && Slug.of(environment.key()).equals(environment.key()),
                "An environment has an unusable key.");
        require(keys.add(environment.key()), "Two environments have the key " + environment.key() + ".");
        require(
                Stream.of(environment.name(), environment.summary(), environment.prose())
                        .noneMatch(part -> part == null),
                "An environment lacks one of its parts.");
        var resources = environment.resources().stream().map(Resource::name).collect(Collectors.toSet());
        require(
                environment.services().stream()
                        .allMatch(service -> service.name() != null
                                && (service.resource() == null || resources.contains(service.resource()))),
                "A service names a resource that is not there.");
    }

    private static Environment withUrls(Environment e) {
        var resources = e.resources().stream()
                .map(resource -> new Resource(resource.name(), assets(resource.assets())))
                .toList();
        return new Environment(e.key(), e.name(), e.row(), e.column(), e.summary(), e.prose(), e.services(), resources);
    }

    private static List<Asset> assets(List<Asset> assets) {
        return assets.stream().map(ModuleExchange::withUrl).toList();
    }

    private static Asset withUrl(Asset asset) {
        require(asset.level() >= 0 && asset.level() <= 9_999, "An asset has an impossible level.");
        require(
                asset.title() != null && !asset.title().isBlank() && asset.url() != null,
                "An asset lacks its title or link.");
        var canonical = CanonicalUrl.of(asset.url())
                .orElseThrow(() -> new IllegalArgumentException("An asset has a link that cannot be opened."));
        return new Asset(asset.level(), asset.title(), asset.url(), canonical);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
