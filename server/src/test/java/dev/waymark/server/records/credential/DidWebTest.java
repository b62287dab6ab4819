package dev.waymark.server.records.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DidWebTest {

    @ParameterizedTest
    @CsvSource({
        "https://learn.example, did:web:learn.example, https://learn.example/.well-known/did.json",
        "https://learn.example/, did:web:learn.example, https://learn.example/.well-known/did.json",
        "https://learn.example:8443, did:web:learn.example%3A8443, https://learn.example:8443/.well-known/did.json",
        "http://localhost:8080, did:web:localhost%3A8080, http://localhost:8080/.well-known/did.json",
        "http://tool.localhost, did:web:tool.localhost, http://tool.localhost/.well-known/did.json"
    })
    void namesAnIssuerByItsPublicUrl(URI publicUrl, String did, URI document) {
        assertThat(DidWeb.of(publicUrl).did()).isEqualTo(did);
        assertThat(new DidWeb(did).documentUrl()).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://learn.example",
                "https://127.0.0.1",
                "http://127.0.0.1:8080",
                "https://[::1]:8443",
                "https://2130706433",
                "ftp://localhost"
            })
    void refusesPublicUrlsThatCannotNameAnIssuer(URI publicUrl) {
        assertThatIllegalArgumentException().isThrownBy(() -> DidWeb.of(publicUrl));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ",
                "did:web:",
                "did:web:10.0.0.1",
                "did:web:127.0.0.1%3A8080",
                "did:web:0x7f000001",
                "did:web:learn.example%2Fadmin",
                "did:web:learn.example/admin",
                "did:web:user@learn.example",
                "did:web:learn.example?x=1",
                "did:web:learn.example%3A8080%3A9"
            })
    void refusesNamesThatCouldLeadElsewhere(String did) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DidWeb(did));
    }

    @ParameterizedTest
    @CsvSource({"did:web:learn.example:issuers:7, https://learn.example/issuers/7/did.json"})
    void resolvesPaths(String did, URI document) {
        assertThat(new DidWeb(did).documentUrl()).isEqualTo(document);
    }
}
