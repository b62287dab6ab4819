package dev.waymark.server.pages;

import static dev.waymark.server.pages.Sample.BASE;

import dev.waymark.server.progress.AssetView;
import dev.waymark.server.progress.AssetView.Evidence;
import dev.waymark.server.progress.AssetView.Note;
import dev.waymark.server.progress.AssetView.Twin;
import dev.waymark.server.progress.AssetView.Verification;
import dev.waymark.server.progress.MarkView;
import org.jspecify.annotations.Nullable;

/** One asset in each of the states that a learner can see. */
final class AssetSamples {
    private static final String AT = "2030-04-18T14:05:00Z";

    private AssetSamples() {}

    static AssetView open(String id) {
        return asset(id, "Model training examples", MarkView.OPEN, false, null, null, null, null, null, null);
    }

    static AssetView next() {
        return asset("7", "Samples and walk-throughs", MarkView.OPEN, true, null, null, null, null, null, null);
    }

    static AssetView opened() {
        return asset("8", "Overview of the platform", MarkView.OPENED, false, null, null, null, null, null, null);
    }

    static AssetView verified() {
        var by = new Verification("Demo Manager", "Machine Learning 2030", AT);
        return asset(
                "1", "Overview of the virtual machine", MarkView.VERIFIED, false, null, null, by, null, null, null);
    }

    static AssetView noted() {
        var note = new Note("The part about kernels is what our team needs.", false);
        var evidence = new Evidence("https://example.org/notebook", "example.org");
        return asset(
                "2",
                "Data science tools on the virtual machine",
                MarkView.DONE,
                false,
                note,
                evidence,
                null,
                null,
                null,
                null);
    }

    static AssetView twin() {
        var twin = new Twin("Managed", 100, BASE + "/learn/assets/99/completion");
        return asset(
                "3", "Machine learning in the workspace", MarkView.DONE, false, null, null, null, null, null, twin);
    }

    static AssetView carried() {
        return asset(
                "4",
                "AI services in the workspace",
                MarkView.DONE,
                false,
                null,
                null,
                null,
                "retitled, same link",
                null,
                null);
    }

    static AssetView waived() {
        return asset(
                "5",
                "Deploy for inference and prediction",
                MarkView.OPEN,
                false,
                null,
                null,
                null,
                null,
                "its link is dead since 3 March.",
                null);
    }

    static AssetView hostile() {
        var note = new Note(Sample.HOSTILE + Sample.ENDLESS, true);
        return asset(
                "6", Sample.HOSTILE + " " + Sample.ENDLESS, MarkView.DONE, false, note, null, null, null, null, null);
    }

    private static AssetView asset(
            String id,
            String title,
            MarkView state,
            boolean next,
            @Nullable Note note,
            @Nullable Evidence evidence,
            @Nullable Verification verification,
            @Nullable String carried,
            @Nullable String waived,
            @Nullable Twin twin) {
        boolean done = state == MarkView.DONE || state == MarkView.VERIFIED;
        String action = BASE + "/learn/assets/" + id + "/completion";
        return new AssetView(
                id,
                100,
                title,
                "https://learn.example.org/" + id,
                "learn.example.org",
                state,
                next,
                action,
                BASE + "/learn/assets/" + id + "/opening",
                done ? AT : null,
                note,
                evidence,
                verification,
                carried,
                waived,
                twin);
    }
}
