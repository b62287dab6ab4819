package dev.waymark.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** What Maven Central asks of every library stands in the POM or the one above it. */
class PublishingTest {
    @Test
    void saysWhatItIsAndUnderWhichTerms() throws Exception {
        var own = pom("pom.xml");
        assertThat(text(own, "/project/name")).isNotBlank();
        assertThat(text(own, "/project/description")).isNotBlank();
        var above = pom("../pom.xml");
        for (var path : new String[] {
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url"
        }) {
            assertThat(text(above, "/project/" + path)).as(path).isNotBlank();
        }
        assertThat(text(above, "/project/developers/developer/name")).isEqualTo("Waymark contributors");
    }

    @Test
    void comesWithSourcesAndDocumentation() throws Exception {
        var release = "/project/profiles/profile[id='release']/build/plugins/plugin";
        assertThat(text(
                        pom("../pom.xml"),
                        release + "[artifactId='maven-source-plugin']/executions/execution/goals/goal"))
                .isEqualTo("jar-no-fork");
        assertThat(text(
                        pom("../pom.xml"),
                        release + "[artifactId='maven-javadoc-plugin']/executions/execution/goals/goal"))
                .isEqualTo("jar");
        assertThat(text(
                        pom("../pom.xml"),
                        release + "[artifactId='maven-javadoc-plugin']/configuration/failOnWarnings"))
                .isEqualTo("true");
    }

    private static Document pom(String path) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(path).toFile());
    }

    private static String text(Document pom, String path) throws XPathExpressionException {
        return XPathFactory.newInstance().newXPath().evaluate(path, pom).strip();
    }
}
