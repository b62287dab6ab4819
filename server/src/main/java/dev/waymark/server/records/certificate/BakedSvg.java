package dev.waymark.server.records.certificate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A credential as the first child of an SVG. */
final class BakedSvg {
    private static final String NAMESPACE = "https://purl.imsglobal.org/ob/v3p0";
    private static final int MAX_BYTES = 8 << 20;

    private BakedSvg() {}

    static boolean isXml(byte[] file) {
        return new String(file, 0, Math.min(file.length, 100), StandardCharsets.UTF_8)
                .stripLeading()
                .startsWith("<");
    }

    static String bake(String svg, String jwt) {
        int end = svg.indexOf('>');
        return svg.substring(0, end)
                + " xmlns:openbadges=\"" + NAMESPACE + "\">"
                + "<openbadges:credential verify=\"" + Xml.escape(jwt) + "\"/>"
                + svg.substring(end + 1);
    }

    static String extract(byte[] svg) {
        if (svg.length > MAX_BYTES) {
            throw new IllegalArgumentException("larger than " + MAX_BYTES + " bytes");
        }
        try {
            return extract(reader(svg));
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("not well-formed XML", e);
        }
    }

    private static String extract(XMLStreamReader xml) throws XMLStreamException {
        String found = null;
        while (xml.hasNext()) {
            boolean credential = xml.next() == XMLStreamConstants.START_ELEMENT
                    && NAMESPACE.equals(xml.getNamespaceURI())
                    && xml.getLocalName().equals("credential");
            if (credential && found != null) {
                throw new IllegalArgumentException("the picture carries two credentials");
            }
            if (credential) {
                String verify = xml.getAttributeValue(null, "verify");
                found = verify == null ? xml.getElementText() : verify;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException("the picture carries no credential");
        }
        return found;
    }

    /** No document type, hence no entities that could grow or fetch. */
    private static XMLStreamReader reader(byte[] svg) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(svg));
    }
}
