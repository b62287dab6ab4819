package dev.waymark.server.records;

/** On whose word an asset counts as completed. */
public enum EvidenceKind {
    SELF_ATTESTED("Self-attested"),
    EVIDENCE_LINK("Self-attested with a link to evidence"),
    VERIFIED("Verified"),
    WAIVED("Waived, its link was dead");

    private final String words;

    EvidenceKind(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
