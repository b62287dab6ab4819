package dev.waymark.server.content.sharing;

import dev.waymark.server.content.Module;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The two kinds of XML in a cartridge. */
final class CartridgeXml {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private CartridgeXml() {}

    static String manifest(
            Module module,
            CommonCartridge.Version version,
            CommonCartridge.Link whole,
            List<CommonCartridge.Folder> folders) {
        var items = folders.stream().map(CartridgeXml::folder).collect(Collectors.joining());
        var resources = folders.stream()
                .map(folder -> resource(folder.link(), version)
                        + folder.links().stream()
                                .map(link -> resource(link, version))
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        return HEAD
                + """
                <manifest identifier="waymark-%s" xmlns="http://www.imsglobal.org/xsd/imscc%s/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imscc%s/LOM/manifest">
                  <metadata>
                    <schema>IMS Common Cartridge</schema>
                    <schemaversion>%s</schemaversion>
                    <lom:lom><lom:general><lom:title><lom:string>%s</lom:string></lom:title><lom:description><lom:string>%s</lom:string></lom:description></lom:general></lom:lom>
                  </metadata>
                  <organizations>
                    <organization identifier="organization" structure="rooted-hierarchy">
                      <item identifier="root">
                %s%s      </item>
                    </organization>
                  </organizations>
                  <resources>
                %s%s  </resources>
                </manifest>
                """.formatted(
                                escaped(module.slug()),
                                "v" + version.token,
                                "v" + version.token,
                                version.number,
                                escaped(module.title()),
                                escaped(module.description()),
                                item(whole),
                                items,
                                resource(whole, version),
                                resources);
    }

    private static String folder(CommonCartridge.Folder folder) {
        return "        <item identifier=\"folder-%s\"><title>%s</title>\n%s%s        </item>\n"
                .formatted(
                        folder.link().id(),
                        escaped(folder.link().title()),
                        item(folder.link()),
                        folder.links().stream().map(CartridgeXml::item).collect(Collectors.joining()));
    }

    private static String item(CommonCartridge.Link link) {
        return "        <item identifier=\"item-%s\" identifierref=\"%s\"><title>%s</title></item>\n"
                .formatted(link.id(), link.id(), escaped(link.title()));
    }

    private static String resource(CommonCartridge.Link link, CommonCartridge.Version version) {
        return "    <resource identifier=\"%s\" type=\"imsbasiclti_xmlv%s\"><file href=\"links/%s.xml\"/></resource>\n"
                .formatted(link.id(), version.token, link.id());
    }

    static String link(CommonCartridge.Link link, CommonCartridge.Version version, URI launch) {
        var custom = link.scope().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "    <lticm:property name=\"%s\">%s</lticm:property>\n"
                        .formatted(entry.getKey(), escaped(entry.getValue())))
                .collect(Collectors.joining());
        var address = "https".equals(launch.getScheme()) ? "secure_launch_url" : "launch_url";
        return HEAD
                + """
                <cartridge_basiclti_link xmlns="http://www.imsglobal.org/xsd/imslticc_v%s" xmlns:blti="http://www.imsglobal.org/xsd/imsbasiclti_v1p0" xmlns:lticm="http://www.imsglobal.org/xsd/imslticm_v1p0" xmlns:lticp="http://www.imsglobal.org/xsd/imslticp_v1p0">
                  <blti:title>%s</blti:title>
                  <blti:custom>
                %s  </blti:custom>
                  <blti:%s>%s</blti:%s>
                  <blti:vendor><lticp:code>waymark</lticp:code><lticp:name>Waymark</lticp:name></blti:vendor>
                </cartridge_basiclti_link>
                """.formatted(
                        version.token, escaped(link.title()), custom, address, escaped(launch.toString()), address);
    }

    /** What XML 1.0 does not allow at all is left out. */
    private static String escaped(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
