package dev.waymark.server.records.credential;

import dev.waymark.server.records.AssetEvidence;

/**
 * One sentence for people that a verifier can take apart again: the canonical URL comes last and has no spaces.
 */
public final class EvidenceNarrative {
    private EvidenceNarrative() {}

    static String of(AssetEvidence asset) {
        String place = asset.level() == 0 ? asset.environment() : asset.environment() + ", level " + asset.level();
        return place + ". " + words(asset) + " on " + asset.completedAt() + ". " + asset.canonicalUrl();
    }

    public static String canonicalUrl(String narrative) {
        return narrative.substring(narrative.lastIndexOf(' ') + 1);
    }

    private static String words(AssetEvidence asset) {
        StringBuilder words = new StringBuilder(asset.kind().words());
        if (asset.verifiedBy() != null) {
            words.append(" by ").append(asset.verifiedBy());
        }
        if (asset.verifiedIn() != null) {
            words.append(" in ").append(asset.verifiedIn());
        }
        return words.toString();
    }
}
