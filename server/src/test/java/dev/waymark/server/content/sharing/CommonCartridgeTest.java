package dev.waymark.server.content.sharing;

import static dev.waymark.server.content.TestModule.asset;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.content.Module;
import dev.waymark.server.content.TestModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CommonCartridgeTest {
    private static final URI LAUNCH = URI.create("https://tool.example.org/lti/launch");
    private static final Module MODULE = TestModule.of(
            asset("alpha", "R", 100, "One", "one"),
            asset("alpha", "R", 200, "Two", "two"),
            asset("a < b & c", "S", 100, "Three", "three"));

    @ParameterizedTest
    @EnumSource
    void linksToTheModuleItsEnvironmentsAndCells(CommonCartridge.Version version) throws Exception {
        var files = unzipped(CommonCartridge.export(MODULE, "test", version, LAUNCH));
        assertThat(files).hasSize(1 + 1 + 2 + 3);
        var manifest = parsed(files.get("imsmanifest.xml"));
        assertThat(manifest.getElementsByTagNameNS("*", "schemaversion").item(0).getTextContent())
                .isEqualTo(version.number);
        var resources = manifest.getElementsByTagNameNS("*", "resource");
        assertThat(resources.getLength()).isEqualTo(6);
        for (int i = 0; i < resources.getLength(); i++) {
            var resource = (Element) resources.item(i);
            var file = (Element) resource.getElementsByTagNameNS("*", "file").item(0);
            assertThat(resource.getAttribute("type")).isEqualTo("imsbasiclti_xmlv" + version.token);
            var link = parsed(files.get(file.getAttribute("href")));
            assertThat(link.getElementsByTagNameNS("*", "secure_launch_url")
                            .item(0)
                            .getTextContent())
                    .isEqualTo(LAUNCH.toString());
        }
    }

    @Test
    void namesTheScopeInCustomParameters() throws Exception {
        var files = unzipped(CommonCartridge.export(MODULE, "test", CommonCartridge.Version.V1_3, LAUNCH));
        var properties = parsed(files.get("links/link-1-200.xml")).getElementsByTagNameNS("*", "property");
        assertThat(properties.getLength()).isEqualTo(3);
        assertThat(properties.item(0).getTextContent()).isEqualTo("alpha");
        assertThat(properties.item(1).getTextContent()).isEqualTo("200");
        assertThat(properties.item(2).getTextContent()).isEqualTo("test");
        assertThat(parsed(files.get("links/link-2.xml"))
                        .getElementsByTagNameNS("*", "title")
                        .item(0)
                        .getTextContent())
                .isEqualTo("a < b & c");
    }

    /** What importers follow: one manifest at the root, one tree of items, each with its resource, no id twice. */
    @ParameterizedTest
    @EnumSource
    void isOneTreeWhoseItemsAllLeadToAResource(CommonCartridge.Version version) throws Exception {
        var files = unzipped(CommonCartridge.export(MODULE, "test", version, LAUNCH));
        assertThat(files.keySet().iterator().next()).isEqualTo("imsmanifest.xml");
        var manifest = parsed(files.get("imsmanifest.xml"));
        assertThat(manifest.getDocumentElement().getNamespaceURI())
                .isEqualTo("http://www.imsglobal.org/xsd/imsccv" + version.token + "/imscp_v1p1");
        assertThat(attributes(manifest, "organization", "structure")).containsExactly("rooted-hierarchy");
        assertThat(elements(manifest, "item").get(0).getParentNode().getLocalName())
                .isEqualTo("organization");
        var resources = attributes(manifest, "resource", "identifier");
        assertThat(attributes(manifest, "item", "identifierref")).containsExactlyInAnyOrderElementsOf(resources);
        assertThat(Stream.of("item", "resource").flatMap(kind -> attributes(manifest, kind, "identifier").stream()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z_][A-Za-z0-9._-]*"));
        assertThat(attributes(manifest, "file", "href"))
                .containsExactlyInAnyOrderElementsOf(files.keySet().stream()
                        .filter(name -> !name.equals("imsmanifest.xml"))
                        .toList());
        for (var item : elements(manifest, "item").stream().skip(1).toList()) {
            assertThat(item.getElementsByTagNameNS("*", "title").getLength()).isPositive();
        }
    }

    private static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static List<String> attributes(Document document, String element, String name) {
        return elements(document, element).stream()
                .map(each -> each.getAttribute(name))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Test
    void isTheSameEachTime() {
        assertThat(CommonCartridge.export(MODULE, "test", CommonCartridge.Version.V1_4, LAUNCH))
                .isEqualTo(CommonCartridge.export(MODULE, "test", CommonCartridge.Version.V1_4, LAUNCH));
    }

    private static Map<String, String> unzipped(byte[] bytes) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static Document parsed(@Nullable String file) throws Exception {
        var xml = Objects.requireNonNull(file, "no such file in the cartridge");
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
