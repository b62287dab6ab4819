package dev.waymark.server.records.credential;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.records.AssetEvidence;
import dev.waymark.server.records.CellCount;
import dev.waymark.server.records.CompletionRecord;
import dev.waymark.server.records.PinnedModule;
import dev.waymark.server.records.SubjectIdentity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A completion record as an <a href="https://www.imsglobal.org/spec/ob/v3p0/">Open Badges 3.0</a> credential, unsigned. */
public final class OpenBadge {
    public static final String CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
    public static final String OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /** {@code 1EdTechCredentialRefresh}, in full: only a third context would define the short word. */
    private static final String REFRESH =
            "https://purl.imsglobal.org/spec/vccr/v1p0/context.json#1EdTechCredentialRefresh";

    private OpenBadge() {}

    public static ObjectNode of(CompletionRecord record, Issue issue, Issuer issuer) {
        ObjectNode credential = CredentialJson.object();
        credential.putArray("@context").add(CREDENTIALS_V2).add(OPEN_BADGES);
        credential.put("id", urn(issue.id()));
        credential.putArray("type").add("VerifiableCredential").add("OpenBadgeCredential");
        credential.put("name", record.title());
        credential.set("issuer", issuer.profile());
        credential.put("validFrom", record.issuedAt().toString());
        if (record.validUntil() != null) {
            credential.put("validUntil", record.validUntil().toString());
        }
        credential.set("credentialSubject", subject(record, issue, issuer));
        addEvidence(credential, record.assets());
        addRelatedResources(credential, record.module(), issuer);
        credential.set("credentialStatus", status(issue, issuer));
        credential.set("refreshService", refresh(issue, issuer));
        return credential;
    }

    private static ObjectNode subject(CompletionRecord record, Issue issue, Issuer issuer) {
        ObjectNode subject = CredentialJson.object().put("id", urn(record.subject()));
        subject.putArray("type").add("AchievementSubject");
        if (issue.holder() != null) {
            subject.putArray("identifier").add(identity(issue.holder()));
        }
        subject.set("achievement", achievement(record, issuer));
        if (!record.cells().isEmpty()) {
            ArrayNode results = subject.putArray("result");
            record.cells().forEach(cell -> results.add(result(record, issuer, cell)));
        }
        return subject;
    }

    static ObjectNode identity(SubjectIdentity identity) {
        ObjectNode json = CredentialJson.object().put("type", "IdentityObject");
        json.put("hashed", identity.hashed()).put("identityHash", identity.value());
        json.put("identityType", identity.type());
        return identity.salt() == null ? json : json.put("salt", identity.salt());
    }

    private static ObjectNode achievement(CompletionRecord record, Issuer issuer) {
        PinnedModule module = record.module();
        ObjectNode achievement = CredentialJson.object().put("id", achievementId(record, issuer));
        achievement.putArray("type").add("Achievement");
        achievement.put("name", record.title());
        achievement.put(
                "description",
                "Completed " + (module.part() == null ? "the training module " : "") + "\"" + record.title() + "\".");
        achievement.put("version", Integer.toString(module.version()));
        achievement.putObject("criteria").put("narrative", "Completed " + record.ruleInWords() + ".");
        if (!record.cells().isEmpty()) {
            ArrayNode descriptions = achievement.putArray("resultDescription");
            record.cells().forEach(cell -> descriptions.add(resultDescription(record, issuer, cell)));
        }
        return achievement;
    }

    private static ObjectNode resultDescription(CompletionRecord record, Issuer issuer, CellCount cell) {
        ObjectNode description = CredentialJson.object().put("id", resultId(record, issuer, cell));
        description.putArray("type").add("ResultDescription");
        description.put("name", cell.label() + ": training assets completed, of " + cell.total());
        return description.put("resultType", "Percent").put("valueMin", "0").put("valueMax", "100");
    }

    private static ObjectNode result(CompletionRecord record, Issuer issuer, CellCount cell) {
        ObjectNode result = CredentialJson.object();
        result.putArray("type").add("Result");
        result.put("resultDescription", resultId(record, issuer, cell));
        return result.put("value", Integer.toString(cell.percent()));
    }

    private static void addEvidence(ObjectNode credential, List<AssetEvidence> assets) {
        if (assets.isEmpty()) {
            return;
        }
        ArrayNode evidence = credential.putArray("evidence");
        for (AssetEvidence asset : assets) {
            ObjectNode entry = evidence.addObject();
            if (asset.evidenceUrl() != null) {
                entry.put("id", asset.evidenceUrl());
            }
            entry.putArray("type").add("Evidence");
            entry.put("name", asset.title()).put("narrative", EvidenceNarrative.of(asset));
        }
    }

    private static void addRelatedResources(ObjectNode credential, PinnedModule module, Issuer issuer) {
        ArrayNode related = credential.putArray("relatedResource");
        related.addObject().put("id", pageUrl(module, issuer)).put("digestSRI", sri(module.sourceHash()));
        related.addObject().put("id", moduleUrl(module, issuer)).put("digestSRI", sri(module.contentHash()));
    }

    private static ObjectNode status(Issue issue, Issuer issuer) {
        String list = issuer.url("/status/" + issue.list());
        String index = Integer.toString(issue.index());
        return CredentialJson.object()
                .put("id", list + "#" + index)
                .put("type", "BitstringStatusListEntry")
                .put("statusPurpose", "revocation")
                .put("statusListIndex", index)
                .put("statusListCredential", list);
    }

    private static ObjectNode refresh(Issue issue, Issuer issuer) {
        return CredentialJson.object()
                .put("id", issuer.url("/credentials/" + issue.capability()))
                .put("type", REFRESH);
    }

    /** The page's bytes, whose hash a verifier compares; a name first of all. */
    static String pageUrl(PinnedModule module, Issuer issuer) {
        return issuer.url("/modules/" + module.slug() + "/versions/" + module.version() + "/page.md");
    }

    private static String moduleUrl(PinnedModule module, Issuer issuer) {
        return issuer.url("/modules/" + module.slug() + "/versions/" + module.version() + "/module.json");
    }

    /** Everyone who completes the same version by the same rule has the same achievement. */
    private static String achievementId(CompletionRecord record, Issuer issuer) {
        PinnedModule module = record.module();
        String name = String.join(
                "\n",
                issuer.did().did(),
                module.permalink(),
                Integer.toString(module.version()),
                module.contentHash(),
                record.rule());
        return urn(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String resultId(CompletionRecord record, Issuer issuer, CellCount cell) {
        String name = achievementId(record, issuer) + "\n" + cell.environment() + "\n" + cell.level();
        return urn(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String sri(String hex) {
        return "sha256-" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
