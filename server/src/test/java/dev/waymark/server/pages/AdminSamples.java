package dev.waymark.server.pages;

import static dev.waymark.server.pages.Sample.BASE;

import dev.waymark.server.admin.AuditView;
import dev.waymark.server.admin.ConnectionTestView;
import dev.waymark.server.admin.ConnectionsView;
import dev.waymark.server.admin.DeliveriesView;
import dev.waymark.server.admin.GapsView;
import dev.waymark.server.admin.KeysView;
import dev.waymark.server.admin.LaunchView;
import dev.waymark.server.admin.LaunchesView;
import dev.waymark.server.admin.LedgerView;
import dev.waymark.server.admin.ModulesView;
import dev.waymark.server.admin.OrganisationView;
import dev.waymark.server.admin.PeopleView;
import dev.waymark.server.admin.VersionsView;
import dev.waymark.server.editions.Part;
import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.records.RecordStatus;
import dev.waymark.server.records.export.ExportsView;
import dev.waymark.server.web.Area;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An administrator's pages, busy rather than tidy. */
final class AdminSamples {
    private static final String AT = "2030-05-12T09:30:00Z";
    private static final String HASH = "4f6c1de0c4b2";

    private AdminSamples() {}

    static List<Sample> all(Texts texts) {
        return List.of(
                new Sample("organisation", "admin/organisation.jte", organisation(texts)),
                new Sample("connections", "admin/connections.jte", connections(texts)),
                new Sample("connection-test", "admin/test.jte", test(texts)),
                new Sample("modules", "admin/modules.jte", modules(texts)),
                new Sample("import", "admin/import.jte", ImportSamples.edition(texts)),
                new Sample("import-unusable", "admin/import.jte", ImportSamples.unusable(texts)),
                new Sample("versions", "admin/versions.jte", versions(texts)),
                new Sample("deliveries", "admin/deliveries.jte", deliveries(texts)),
                new Sample("launches", "admin/launches.jte", launches(texts)),
                new Sample("launch", "admin/launch.jte", launch(texts)),
                new Sample("keys", "admin/keys.jte", keys(texts)),
                new Sample("gaps", "admin/gaps.jte", gaps(texts)),
                new Sample("people", "admin/people.jte", people(texts)),
                new Sample("ledger", "admin/ledger.jte", ledger(texts)),
                new Sample("exports", "records/exports.jte", exports(texts)),
                new Sample("audit", "admin/audit.jte", audit(texts)));
    }

    static Page page(Texts texts, Place place) {
        return Sample.page(texts, place, Set.of(Area.values()));
    }

    private static List<ChoiceView> choices(Texts texts) {
        return List.of(
                new ChoiceView("", texts.get("all"), true),
                new ChoiceView("1", "AI & ML Academy – Azure ML Platform", false));
    }

    private static OrganisationView organisation(Texts texts) {
        var totals = new OrganisationView.Totals(1204, 312, 640, 58);
        var contexts = List.of(
                new OrganisationView.Context(
                        "Machine Learning 2030", "#", new OrganisationView.Totals(804, 212, 440, 61)),
                new OrganisationView.Context(Sample.ENDLESS, "#", new OrganisationView.Totals(400, 100, 200, 52)));
        return new OrganisationView(
                page(texts, Place.ORGANISATION),
                BASE + "/admin",
                choices(texts),
                totals,
                List.of(new OrganisationView.Platform("lms.example.org", totals, contexts)),
                "#",
                new OrganisationView.Reminders(Hindrance.NO_MAIL_SERVER, 3, BASE + "/admin/reminders"));
    }

    private static ConnectionsView connections(Texts texts) {
        var approved = new ConnectionsView.Deployment("1", ConnectionsView.State.APPROVED, true, AT, "#", "#", "#");
        var pending = new ConnectionsView.Deployment(
                Sample.ENDLESS, ConnectionsView.State.PENDING, false, null, "#", "#", "#");
        var registration = new ConnectionsView.Registration(
                "10000000000042",
                AT,
                "The token address answered 401 (invalid_client).",
                "#",
                "#",
                "#",
                List.of(approved, pending));
        return new ConnectionsView(
                page(texts, Place.CONNECTIONS),
                List.of(
                        new ConnectionsView.Platform("https://lms.example.org", "Moodle", List.of(registration), null),
                        new ConnectionsView.Platform(
                                "https://other.example.org",
                                null,
                                List.of(),
                                "The same issuer asked again with other keys.")),
                new ConnectionsView.Invitation("https://waymark.example.org/lti/register?invite=sample", AT, true),
                "#",
                "#",
                null);
    }

    private static ConnectionTestView test(Texts texts) {
        return new ConnectionTestView(
                page(texts, Place.CONNECTIONS),
                "#",
                "https://lms.example.org",
                "10000000000042",
                List.of(
                        new ConnectionTestView.Step("jwks", ConnectionTestView.Outcome.PASSED, "2 keys, RS256"),
                        new ConnectionTestView.Step(
                                "token",
                                ConnectionTestView.Outcome.FAILED,
                                "401 invalid_client: the LMS does not know our key."),
                        new ConnectionTestView.Step("roster", ConnectionTestView.Outcome.SKIPPED, "Needs a token."),
                        new ConnectionTestView.Step(
                                "lineitems", ConnectionTestView.Outcome.SKIPPED, "Needs a token.")));
    }

    private static ModulesView modules(Texts texts) {
        return new ModulesView(
                page(texts, Place.MODULES),
                List.of(new ModulesView.Module(
                        "AI & ML Academy – Azure ML Platform",
                        "aml-plat",
                        3,
                        AT,
                        1204,
                        "#",
                        List.of(new ModulesView.Draft("#", AT, "aml-plat.md")))),
                "#",
                "#",
                null);
    }

    private static VersionsView versions(Texts texts) {
        return new VersionsView(
                page(texts, Place.MODULES),
                "#",
                "AI & ML Academy – Azure ML Platform",
                "aml-plat",
                List.of(
                        new VersionsView.Version(3, AT, "Demo Admin", HASH, 50, 0, 8, true, "#", null),
                        new VersionsView.Version(2, AT, null, HASH, 58, 21, 12, false, "#", "#")),
                List.of(
                        new ChoiceView("all", "All environments", true),
                        new ChoiceView("path", "Every environment of one path", false)),
                "#",
                new Part.Asked(true, false),
                "#",
                List.of(
                        new VersionsView.Next("from-developer", "Developer", choices(texts)),
                        new VersionsView.Next("from-hosted", "Hosted", choices(texts))),
                "#",
                List.of(new VersionsView.Alias("hosted", "Hosted", "Azure ML Compute Cluster", choices(texts))),
                "#",
                14,
                "#",
                "#");
    }

    private static DeliveriesView deliveries(Texts texts) {
        return new DeliveriesView(
                page(texts, Place.DELIVERIES),
                "#",
                choices(texts),
                List.of(
                        new DeliveriesView.Row(
                                "1",
                                "Score 46 %",
                                "lms.example.org, Machine Learning 2030",
                                "Learner 07",
                                DeliveriesView.Status.SENT,
                                1,
                                AT,
                                null,
                                null,
                                null),
                        new DeliveriesView.Row(
                                "2",
                                "Score 100 %",
                                "lms.example.org",
                                Sample.HOSTILE,
                                DeliveriesView.Status.FAILED,
                                8,
                                AT,
                                null,
                                "400: the user is not a student of this course",
                                "#"),
                        new DeliveriesView.Row(
                                "3",
                                "Statement",
                                "https://lrs.example.org/" + Sample.ENDLESS,
                                "Learner 09",
                                DeliveriesView.Status.WAITING,
                                2,
                                AT,
                                AT,
                                "503",
                                "#")),
                new PagingView(1, 3, 1203, null, "?after=3"));
    }

    private static LaunchesView launches(Texts texts) {
        return new LaunchesView(
                page(texts, Place.LAUNCHES),
                "#",
                choices(texts),
                choices(texts),
                List.of(
                        new LaunchesView.Row(
                                AT, "lms.example.org", "1", true, null, "partitioned cookie", "7f3a-22c1", "#"),
                        new LaunchesView.Row(
                                AT, "lms.example.org", null, false, "nonce_replayed", null, "7f3a-22c2", "#")),
                new PagingView(1, 2, 2, null, null));
    }

    private static LaunchView launch(Texts texts) {
        return new LaunchView(
                page(texts, Place.LAUNCHES),
                "#",
                AT,
                "lms.example.org",
                false,
                "7f3a-22c2",
                List.of(
                        new LaunchView.Check("signature", LaunchView.Outcome.PASSED, null, null, null),
                        new LaunchView.Check(
                                "nonce",
                                LaunchView.Outcome.FAILED,
                                "The nonce was used before.",
                                "Security Framework 1.0, 5.1.3",
                                "https://www.imsglobal.org/spec/security/v1p0/"),
                        new LaunchView.Check("deployment", LaunchView.Outcome.NOT_REACHED, null, null, null)),
                Map.of("iss", "https://lms.example.org", "sub", "…redacted"));
    }

    private static KeysView keys(Texts texts) {
        return new KeysView(
                page(texts, Place.KEYS),
                List.of(
                        new KeysView.Key("2030-05-a", KeysView.Use.LAUNCHES, KeysView.State.CURRENT, AT, 0, null),
                        new KeysView.Key("2030-06-b", KeysView.Use.LAUNCHES, KeysView.State.NEXT, AT, 0, null),
                        new KeysView.Key("es256-1", KeysView.Use.RECORDS, KeysView.State.COMPROMISED, AT, 37, "#")),
                "#",
                "#",
                null,
                "/lti/jwks");
    }

    private static GapsView gaps(Texts texts) {
        return new GapsView(
                page(texts, Place.GAPS),
                "#",
                choices(texts),
                List.of(
                        new GapsView.Group(
                                GapsView.Kind.DEAD_LINK,
                                List.of(
                                        new GapsView.Gap(
                                                "Managed",
                                                "What is Azure SQL Edge",
                                                "https://learn.example.org/" + Sample.ENDLESS,
                                                178,
                                                new GapsView.Waiver("#", true, AT)),
                                        new GapsView.Gap(
                                                "Hosted",
                                                "Samples",
                                                "404 since three days",
                                                127,
                                                new GapsView.Waiver("#", false, null)))),
                        new GapsView.Group(
                                GapsView.Kind.HOLE,
                                List.of(new GapsView.Gap(
                                        "Hosted", "Synapse Analytics Workspace · 300", null, 128, null)))),
                "#",
                "#",
                false);
    }

    private static PeopleView people(Texts texts) {
        return new PeopleView(
                page(texts, Place.PEOPLE),
                "#",
                "Learner",
                List.of(
                        new PeopleView.Person(
                                "5e0d3f0a",
                                "Learner 07",
                                "lms.example.org",
                                List.of("Machine Learning 2030"),
                                AT,
                                1,
                                "#",
                                "#"),
                        new PeopleView.Person("5e0d3f0b", null, "lms.example.org", List.of(), null, 0, "#", "#")),
                new PagingView(1, 2, 2, null, null));
    }

    private static LedgerView ledger(Texts texts) {
        return new LedgerView(
                page(texts, Place.LEDGER),
                "#",
                new LedgerView.Search("", choices(texts), choices(texts), "2030-05-01", null),
                "The field reason must be text of 1 to 500 characters.",
                new ExportsView.Start("#", Map.of("from", "2030-05-01"), 3),
                List.of(
                        record(
                                "5e0d3f0a",
                                "Learner 07",
                                RecordStatus.VALID,
                                List.of(new LedgerView.Event("reissued", AT, "Name put right")),
                                "#"),
                        record(
                                "5e0d3f0b",
                                Sample.HOSTILE,
                                RecordStatus.REVOKED,
                                List.of(new LedgerView.Event("revoked", AT, "Issued to the wrong account")),
                                null),
                        record(
                                "5e0d3f0c",
                                null,
                                RecordStatus.WITHDRAWN,
                                List.of(
                                        new LedgerView.Event("superseded", AT, Sample.ENDLESS),
                                        new LedgerView.Event("withdrawn", AT, null)),
                                null)),
                new PagingView(1, 3, 3, null, null));
    }

    private static LedgerView.Entry record(
            String id,
            @Nullable String name,
            RecordStatus status,
            List<LedgerView.Event> events,
            @Nullable String revoke) {
        return new LedgerView.Entry(
                id, name, "AI & ML Academy – Azure ML Platform", 3, 2, AT, status, events, "#", revoke, revoke);
    }

    private static ExportsView exports(Texts texts) {
        return new ExportsView(
                page(texts, Place.LEDGER),
                "#",
                texts.get("exports.refused.export-at-work"),
                List.of(
                        export(texts, ExportsView.State.WAITING, 0, null),
                        export(texts, ExportsView.State.RUNNING, 4200, null),
                        export(texts, ExportsView.State.READY, 10_000, null),
                        export(texts, ExportsView.State.FAILED, 600, "broken"),
                        export(texts, ExportsView.State.FAILED, 0, "erased")));
    }

    private static ExportsView.Row export(Texts texts, ExportsView.State state, int done, @Nullable String reason) {
        boolean ready = state == ExportsView.State.READY;
        return new ExportsView.Row(
                state.name().toLowerCase(Locale.ROOT) + done,
                ready ? null : "Demo Admin",
                AT,
                AT,
                texts.get("exports.form.zip.certificates"),
                done > 0 ? List.of(Sample.HOSTILE, texts.get("exports.from", "2030-05-01")) : List.of(),
                state,
                done,
                10_000,
                ready ? texts.get("exports.size", 312.4) : null,
                reason,
                null,
                ready ? "#" : null,
                "broken".equals(reason) ? "#" : null,
                "#");
    }

    private static AuditView audit(Texts texts) {
        return new AuditView(
                page(texts, Place.AUDIT),
                "#",
                "",
                List.of(
                        new AuditView.Entry(AT, "Demo Admin", "module.published", "aml-plat, version 3", "policy keep"),
                        new AuditView.Entry(AT, Sample.HOSTILE, "deployment.approved", Sample.ENDLESS, null)),
                new PagingView(1, 2, 2, null, null));
    }
}
