package dev.waymark.server.pages;

import static dev.waymark.server.pages.Sample.BASE;

import dev.waymark.server.progress.CatalogueView;
import dev.waymark.server.progress.MarkView;
import dev.waymark.server.progress.PrivacyView;
import dev.waymark.server.progress.SearchView;
import dev.waymark.server.records.Naming;
import dev.waymark.server.records.RecordsView;
import dev.waymark.server.records.VerifyView.Attestation;
import dev.waymark.server.records.VerifyView.Status;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.List;

/** A learner's other pages: modules, search, privacy, records. */
final class OwnSamples {
    private static final String MODULE = "AI & ML Academy – Azure ML Platform";

    private OwnSamples() {}

    static CatalogueView catalogue(Texts texts) {
        return new CatalogueView(
                Sample.learner(texts, Place.MAP),
                List.of(
                        new CatalogueView.Entry(
                                MODULE, "Where models are trained and where they run.", "#", 3, 4, 23, 50, 46),
                        new CatalogueView.Entry(Sample.ENDLESS, null, "#", 1, 1, 0, 6, 0)));
    }

    static CatalogueView emptyCatalogue(Texts texts) {
        return new CatalogueView(Sample.learner(texts, Place.MAP), List.of());
    }

    static SearchView search(Texts texts) {
        List<ChoiceView> all = List.of(new ChoiceView("", texts.get("all"), true));
        return new SearchView(
                Sample.learner(texts, Place.SEARCH),
                BASE + "/learn/search",
                "deploy \"<b>",
                all,
                all,
                all,
                List.of(
                        new SearchView.Result(
                                "Deploy for inference",
                                "https://learn.example.org/1",
                                "learn.example.org",
                                "Databricks",
                                "Hosted",
                                2,
                                200,
                                MarkView.DONE,
                                "#"),
                        new SearchView.Result(
                                Sample.HOSTILE,
                                "https://learn.example.org/2",
                                "learn.example.org",
                                Sample.ENDLESS,
                                "Managed",
                                2,
                                0,
                                MarkView.OPEN,
                                "#")),
                new PagingView(1, 2, 2, null, null));
    }

    static PrivacyView privacy(Texts texts) {
        return new PrivacyView(
                Sample.learner(texts, Place.PRIVACY),
                "Learner 07",
                List.of(
                        new PrivacyView.Held("identity", 3),
                        new PrivacyView.Held("launches", 41),
                        new PrivacyView.Held("progress", 23),
                        new PrivacyView.Held("notes", 2),
                        new PrivacyView.Held("records", 1),
                        new PrivacyView.Held("scores", 12)),
                List.of(new PrivacyView.Reader("Machine Learning 2030", List.of("Demo Manager", "Second Manager"))),
                List.of(
                        new PrivacyView.Recipient(
                                "Demo University",
                                "lms.example.org",
                                PrivacyView.RecipientKind.LMS,
                                List.of(),
                                PrivacyView.Named.LMS),
                        new PrivacyView.Recipient(
                                "Learning analytics",
                                "lrs.example.org",
                                PrivacyView.RecipientKind.STORE,
                                List.of("launch.started", "progress.opened", "progress.completed", "record.issued"),
                                PrivacyView.Named.PSEUDONYM),
                        new PrivacyView.Recipient(
                                Sample.ENDLESS,
                                "hooks.example.org",
                                PrivacyView.RecipientKind.WEBHOOK,
                                List.of("record.issued", "record.revoked"),
                                PrivacyView.Named.SUB),
                        new PrivacyView.Recipient(
                                "mail.example.org",
                                "",
                                PrivacyView.RecipientKind.MAIL,
                                List.of(),
                                PrivacyView.Named.ADDRESS)),
                "#",
                "#",
                new PrivacyView.Mail(true, "#"));
    }

    static RecordsView records(Texts texts) {
        return new RecordsView(
                Sample.learner(texts, Place.RECORDS),
                BASE + "/learn",
                List.of(
                        card(Status.VALID, new RecordsView.Sharing("#", true, Naming.NAME, List.of(Naming.values()))),
                        new RecordsView.Card(
                                texts.get("record.of.environment", "Developer Environment", MODULE),
                                3,
                                1,
                                Status.VALID,
                                Attestation.SELF,
                                17,
                                3,
                                "2030-05-02T16:05:00Z",
                                null,
                                null,
                                "https://waymark.example.org/verify/sample",
                                "#",
                                "#",
                                "#",
                                new RecordsView.Sharing("#", false, Naming.NAME, List.of(Naming.values())),
                                null),
                        card(Status.VALID, new RecordsView.Sharing("#", false, Naming.EMAIL, List.of(Naming.values()))),
                        card(Status.REVOKED, new RecordsView.Sharing("#", true, Naming.NONE, List.of()))),
                "#");
    }

    static RecordsView noRecords(Texts texts) {
        return new RecordsView(Sample.learner(texts, Place.RECORDS), BASE + "/learn", List.of(), null);
    }

    private static RecordsView.Card card(Status status, RecordsView.Sharing sharing) {
        return new RecordsView.Card(
                MODULE,
                3,
                status == Status.VALID ? 1 : 2,
                status,
                Attestation.MIXED,
                50,
                12,
                "2030-05-12T09:30:00Z",
                null,
                status == Status.VALID ? null : "Issued to the wrong account",
                "https://waymark.example.org/verify/sample",
                "#",
                "#",
                "#",
                sharing,
                sharing.shared() ? "https://www.linkedin.com/profile/add" : null);
    }
}
