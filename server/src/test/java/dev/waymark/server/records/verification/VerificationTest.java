package dev.waymark.server.records.verification;

import static dev.waymark.server.records.SampleRecords.ISSUED;
import static dev.waymark.server.records.SampleRecords.ISSUER;
import static dev.waymark.server.records.SampleRecords.KEYS;
import static dev.waymark.server.records.SampleRecords.PAGE;
import static dev.waymark.server.records.SampleRecords.PAGE_URLS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.SampleRecords;
import dev.waymark.server.records.certificate.Badge;
import dev.waymark.server.records.credential.CredentialJson;
import dev.waymark.server.records.credential.Credentials;
import dev.waymark.server.records.credential.DataIntegrity;
import dev.waymark.server.records.credential.DidDocument;
import dev.waymark.server.records.credential.DidWeb;
import dev.waymark.server.records.credential.Issuer;
import dev.waymark.server.records.credential.IssuerKey;
import dev.waymark.server.records.credential.IssuerKeys;
import dev.waymark.server.records.credential.KeyAlgorithm;
import dev.waymark.server.records.credential.VcJwt;
import dev.waymark.server.records.status.StatusList;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final String LIST_URL = "https://learn.example/status/1";
    private static final Instant NOW = ISSUED.plusSeconds(86_400);
    private static final Credentials SIGNED =
            Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER);
    private static final byte[] DID = didDocument(ISSUER, KEYS);
    private static final byte[] LIST = signedList(StatusList.empty());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void acceptsBothFormsOfARecord(boolean jwt) {
        VerifyCommand.Result result = verify(jwt ? SIGNED.jwt() : SIGNED.jsonLd(), DID, LIST);

        assertThat(result.lines()).last().isEqualTo("VALID: A small module");
        assertThat(result.exitCode()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyAlgorithm.class,
            names = {"ES256", "RS256"})
    void acceptsEveryAlgorithmOfAToken(KeyAlgorithm algorithm) {
        Credentials signed = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), KEYS, ISSUER, algorithm);

        assertThat(verify(signed.jwt(), DID, LIST).exitCode()).isZero();
    }

    @Test
    void acceptsABadgeThatCarriesTheRecord() {
        byte[] png = Badge.png(SIGNED.jwt());

        assertThat(verify(Badge.svg("A small module", SIGNED.jwt()), DID, LIST).exitCode())
                .isZero();
        assertThat(VerifyCommand.run(png, files(DID, LIST), List.of(), NOW).exitCode())
                .isZero();
    }

    @Test
    void acceptsAStatusListInEitherForm() {
        ObjectNode list = StatusList.empty().credential(ISSUER, LIST_URL, NOW);
        byte[] jwt = bytes(VcJwt.sign(list, KEYS.signing(KeyAlgorithm.ES256), ISSUER.did()));

        assertThat(verify(SIGNED.jwt(), DID, jwt).exitCode()).isZero();
    }

    @Test
    void refusesATokenWithAnyOneCharacterChanged() {
        Random random = new Random(11);
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(SIGNED.jwt().length());
            char other = SIGNED.jwt().charAt(at) == 'A' ? 'B' : 'A';
            String changed =
                    SIGNED.jwt().substring(0, at) + other + SIGNED.jwt().substring(at + 1);

            assertThat(verify(changed, DID, LIST).exitCode())
                    .as("character %d", at)
                    .isNotZero();
        }
        String end = SIGNED.jwt().substring(0, SIGNED.jwt().length() - 1);
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            boolean same = SIGNED.jwt().equals(end + last);
            assertThat(verify(end + last, DID, LIST).exitCode() == 0).isEqualTo(same);
        }
    }

    @Test
    void refusesACredentialWithAnyValueChanged() {
        List<String> accepted = new ArrayList<>();
        ObjectNode original = CredentialJson.parse(SIGNED.jsonLd());
        for (String pointer : leaves(original, "")) {
            ObjectNode changed = original.deepCopy();
            change(changed, pointer);
            if (verify(CredentialJson.write(changed), DID, LIST).exitCode() == 0) {
                accepted.add(pointer);
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"note\":\"undefined\"}",
                "{\"@included\":[{\"name\":\"hidden\"}]}",
                "{\"evidence\":[{\"id\":\"relative\",\"type\":[\"Evidence\"],\"name\":\"added\"}]}",
                "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\",{\"note\":null}],\"note\":1}",
                "{\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\",\"Undefined\"]}",
                "{\"name\":{\"@value\":\"A small module\",\"@direction\":\"rtl\"}}"
            })
    void refusesAdditionsThatNoSignatureWouldCover(String addition) {
        ObjectNode changed = CredentialJson.parse(SIGNED.jsonLd());
        changed.setAll(CredentialJson.parse(addition));

        VerifyCommand.Result result = verify(CredentialJson.write(changed), DID, LIST);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.lines()).last().asString().contains("changed after it was signed");
    }

    @Test
    void refusesAnotherIssuer() {
        Issuer stranger = new Issuer(URI.create("https://stranger.example"), "Stranger");
        IssuerKeys theirs = newKeys();
        Credentials forged = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), theirs, stranger);

        assertRefused(verify(forged.jwt(), DID, LIST), "issued by did:web:stranger.example");
        assertRefused(verify(forged.jsonLd(), DID, LIST), "issued by did:web:stranger.example");
        assertRefused(verify(SIGNED.jwt(), didDocument(stranger, theirs), LIST), "issued by did:web:learn.example");
    }

    @Test
    void refusesTheIssuersNameUnderAStrangersKey() {
        Credentials forged = Credentials.issue(SampleRecords.record(), SampleRecords.issue(), newKeys(), ISSUER);

        assertRefused(verify(forged.jwt(), DID, LIST), "changed after it was signed, or never signed");
        assertRefused(verify(forged.jsonLd(), DID, LIST), "the issuer does not list the key");
    }

    @Test
    void refusesATokenWhoseHeaderChoosesAnotherAlgorithm() {
        String[] parts = SIGNED.jwt().split("\\.");
        String kid = ISSUER.did().did() + "#es256-1";
        String none = base64("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
        String hmac = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");

        assertRefused(verify(none + "." + parts[1] + "." + parts[2], DID, LIST), "changed after it was signed");
        assertRefused(verify(hmac + "." + parts[1] + "." + parts[2], DID, LIST), "changed after it was signed");
        assertThat(verify(none + "." + parts[1] + ".", DID, LIST).exitCode()).isEqualTo(2);
    }

    @Test
    void refusesARevokedRecord() {
        byte[] list = signedList(StatusList.of(List.of(94_567)));

        assertRefused(verify(SIGNED.jwt(), DID, list), "revoked, says the list of ");
        assertRefused(verify(SIGNED.jsonLd(), DID, list), "revoked, says the list of ");
        assertThat(verify(SIGNED.jwt(), DID, signedList(StatusList.of(List.of(94_566, 94_568))))
                        .exitCode())
                .isZero();
    }

    @Test
    void refusesAnExpiredRecord() {
        Credentials expired =
                Credentials.issue(SampleRecords.record(NOW.minusSeconds(60)), SampleRecords.issue(), KEYS, ISSUER);

        assertRefused(verify(expired.jwt(), DID, LIST), "expired on ");
        assertRefused(verify(expired.jsonLd(), DID, LIST), "expired on ");
    }

    @Test
    void refusesARecordFromTheFuture() {
        VerifyCommand.Result result =
                VerifyCommand.run(bytes(SIGNED.jwt()), files(DID, LIST), List.of(), ISSUED.minusSeconds(1));

        assertRefused(result, "not valid before ");
    }

    @Test
    void refusesAnUnsignedStatusList() {
        byte[] unsigned = bytes(CredentialJson.write(StatusList.empty().credential(ISSUER, LIST_URL, NOW)));

        assertRefused(verify(SIGNED.jwt(), DID, unsigned), "the status list cannot be used: not signed");
    }

    @Test
    void refusesAStatusListThatIsNotTheIssuers() {
        Issuer stranger = new Issuer(URI.create("https://stranger.example"), "Stranger");
        IssuerKey key = IssuerKey.generate(KeyAlgorithm.EDDSA, "");
        ObjectNode theirs = StatusList.empty().credential(stranger, LIST_URL, NOW);
        byte[] signed = bytes(CredentialJson.write(DataIntegrity.sign(theirs, key, stranger.did(), NOW)));

        assertRefused(verify(SIGNED.jwt(), DID, signed), "the issuer does not list the key");
    }

    @Test
    void refusesAnotherListOfTheSameIssuer() {
        ObjectNode other = StatusList.empty().credential(ISSUER, "https://learn.example/status/2", NOW);
        byte[] signed = bytes(
                CredentialJson.write(DataIntegrity.sign(other, KEYS.signing(KeyAlgorithm.EDDSA), ISSUER.did(), NOW)));

        assertRefused(verify(SIGNED.jwt(), DID, signed), "it is another list");
    }

    @Test
    void doesNotConfirmWhatItCannotAsk() {
        assertRefused(verify(SIGNED.jwt(), DID, null), "the status list " + LIST_URL + " could not be read");
        assertRefused(verify(SIGNED.jwt(), null, LIST), "no DID document found for did:web:learn.example");
    }

    @Test
    void refusesWhatACompromisedKeySignedSince() {
        assertRefused(verify(SIGNED.jwt(), didDocument(ISSUER, lost(ISSUED)), LIST), "is compromised since");
        assertRefused(verify(SIGNED.jsonLd(), didDocument(ISSUER, lost(ISSUED)), LIST), "is compromised since");
    }

    @Test
    void keepsWhatACompromisedKeySignedBefore() {
        IssuerKeys keys = lost(ISSUED.plusSeconds(1));
        IssuerKeys rotated =
                new IssuerKeys(Stream.concat(newKeys().keys().stream().skip(1), keys.keys().stream())
                        .toList());
        ObjectNode list = StatusList.empty().credential(ISSUER, LIST_URL, NOW);
        byte[] signed = bytes(
                CredentialJson.write(DataIntegrity.sign(list, rotated.signing(KeyAlgorithm.EDDSA), ISSUER.did(), NOW)));

        VerifyCommand.Result result = verify(SIGNED.jwt(), didDocument(ISSUER, rotated), signed);

        assertThat(result.lines()).anyMatch(line -> line.contains("signed before it was compromised"));
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void staysVerifiableAfterTwoKeyRotations() {
        IssuerKeys later = new IssuerKeys(List.of(
                IssuerKey.generate(KeyAlgorithm.ES256, "es256-3"),
                IssuerKey.generate(KeyAlgorithm.EDDSA, ""),
                IssuerKey.generate(KeyAlgorithm.ES256, "es256-2").retire(),
                KEYS.keys().get(0).retire(),
                KEYS.keys().get(1).retire()));

        assertThat(verify(SIGNED.jwt(), didDocument(ISSUER, later), LIST).exitCode())
                .isZero();
        assertThat(verify(SIGNED.jsonLd(), didDocument(ISSUER, later), LIST).exitCode())
                .isZero();
    }

    @Test
    void holdsTheRecordAgainstThePage() {
        assertThat(verifyWithPage(PAGE, PAGE_URLS).exitCode()).isZero();
        assertRefused(verifyWithPage(bytes("# A page \n"), PAGE_URLS), "not the one that the record was issued for");
        assertRefused(verifyWithPage(PAGE, PAGE_URLS.subList(1, 6)), "1 of 6 assets are not on the page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{", "[]", "{\"a\":1,\"a\":2}", "{\"proof\":3}", "a.b.c", "{}{}"})
    void callsUnreadableWhatIsNoCredential(String text) {
        assertThat(verify(text, DID, LIST).exitCode()).isEqualTo(2);
    }

    @Test
    void survivesAnyDamage() {
        Random random = new Random(5);
        byte[] original = bytes(SIGNED.jsonLd());
        for (int i = 0; i < 300; i++) {
            byte[] damaged = original.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] = (byte) random.nextInt(256);
            boolean same = new String(damaged, StandardCharsets.UTF_8).equals(SIGNED.jsonLd());

            assertThat(VerifyCommand.run(damaged, files(DID, LIST), List.of(), NOW)
                                    .exitCode()
                            == 0)
                    .as("byte %d", at)
                    .isEqualTo(same);
        }
    }

    private static void assertRefused(VerifyCommand.Result result, String reason) {
        assertThat(result.lines()).last().asString().startsWith("NOT VALID: ").contains(reason);
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private static VerifyCommand.Result verify(String credential, byte @Nullable [] did, byte @Nullable [] list) {
        return VerifyCommand.run(bytes(credential), files(did, list), List.of(), NOW);
    }

    private static VerifyCommand.Result verifyWithPage(byte[] page, List<String> urls) {
        return VerifyCommand.run(bytes(SIGNED.jwt()), files(DID, LIST), List.of(new PageCheck(page, urls)), NOW);
    }

    private static Sources files(byte @Nullable [] did, byte @Nullable [] list) {
        return Sources.files(Optional.ofNullable(did), Optional.ofNullable(list));
    }

    private static IssuerKeys lost(Instant since) {
        return new IssuerKeys(
                KEYS.keys().stream().map(key -> key.compromised(since)).toList());
    }

    private static IssuerKeys newKeys() {
        return new IssuerKeys(
                List.of(IssuerKey.generate(KeyAlgorithm.ES256, "es256-1"), IssuerKey.generate(KeyAlgorithm.EDDSA, "")));
    }

    private static byte[] didDocument(Issuer issuer, IssuerKeys keys) {
        DidWeb did = issuer.did();
        return bytes(CredentialJson.write(DidDocument.json(did, keys)));
    }

    private static byte[] signedList(StatusList list) {
        ObjectNode credential = list.credential(ISSUER, LIST_URL, NOW);
        IssuerKey key = KEYS.signing(KeyAlgorithm.EDDSA);
        return bytes(CredentialJson.write(DataIntegrity.sign(credential, key, ISSUER.did(), NOW)));
    }

    private static List<String> leaves(JsonNode node, String pointer) {
        if (node.isValueNode()) {
            return List.of(pointer);
        }
        List<String> pointers = new ArrayList<>();
        node.properties().forEach(f -> pointers.addAll(leaves(f.getValue(), pointer + "/" + f.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(leaves(node.get(i), pointer + "/" + i));
        }
        return pointers;
    }

    private static void change(ObjectNode root, String pointer) {
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = root.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        String changed = root.at(pointer).asText() + "x";
        if (parent instanceof ObjectNode object) {
            object.put(name, changed);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), changed);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
