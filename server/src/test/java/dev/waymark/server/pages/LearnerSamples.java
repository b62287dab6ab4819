package dev.waymark.server.pages;

import static dev.waymark.server.pages.Sample.BASE;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.editions.WhatChanged;
import dev.waymark.server.progress.AssetView;
import dev.waymark.server.progress.ChangesView;
import dev.waymark.server.progress.EnvironmentView;
import dev.waymark.server.progress.MapView;
import dev.waymark.server.progress.MapView.Line;
import dev.waymark.server.progress.MapView.Matrix;
import dev.waymark.server.progress.MapView.Row;
import dev.waymark.server.progress.MapView.Station;
import dev.waymark.server.progress.MapView.Stop;
import dev.waymark.server.progress.MarkView;
import dev.waymark.server.progress.RenewalView;
import dev.waymark.server.progress.SummaryView;
import dev.waymark.server.progress.SummaryView.EnvironmentTotal;
import dev.waymark.server.progress.SummaryView.LevelTotal;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A learner in the middle of the module, one who has finished it, and a module of quite another shape. */
final class LearnerSamples {
    private LearnerSamples() {}

    static List<Sample> all(Texts texts) {
        return List.of(
                new Sample("map", "progress/map.jte", map(texts, begun(), update(false))),
                new Sample("map-finished", "progress/map.jte", map(texts, finished(), update(true))),
                new Sample("map-renewing", "progress/map.jte", map(texts, renewing(), update(false))),
                new Sample("changes", "progress/changes.jte", changes(texts)),
                new Sample("map-large", "progress/map.jte", large(texts)),
                new Sample("map-plain", "progress/map.jte", plain(texts)),
                new Sample("environment", "progress/environment.jte", environment(texts)),
                new Sample("environment-hostile", "progress/environment.jte", hostile(texts)),
                new Sample("catalogue", "progress/catalogue.jte", OwnSamples.catalogue(texts)),
                new Sample("catalogue-empty", "progress/catalogue.jte", OwnSamples.emptyCatalogue(texts)),
                new Sample("search", "progress/search.jte", OwnSamples.search(texts)),
                new Sample("privacy", "progress/privacy.jte", OwnSamples.privacy(texts)),
                new Sample("records", "records/records.jte", OwnSamples.records(texts)),
                new Sample("records-none", "records/records.jte", OwnSamples.noRecords(texts)));
    }

    static SummaryView begun() {
        var next = new SummaryView.NextUp(
                "Data science tools on the virtual machine",
                "learn.microsoft.com",
                "Hosted",
                200,
                2,
                BASE + "/learn/hosted#asset-7");
        return new SummaryView(
                23,
                50,
                46,
                5,
                12,
                next,
                null,
                List.of(
                        new SummaryView.Due("Hosted", "2030-02-01T12:00:00Z", true),
                        new SummaryView.Due(null, "2031-03-01T12:00:00Z", false)),
                null);
    }

    private static SummaryView finished() {
        var record = new SummaryView.Record("2030-05-12T09:30:00Z", BASE + "/learn/records", "/verify/sample");
        return new SummaryView(50, 50, 100, 12, 12, null, record, List.of(), renewal(Policy.KEEP, 2, null));
    }

    private static SummaryView renewing() {
        SummaryView begun = begun();
        return new SummaryView(
                23,
                50,
                46,
                5,
                12,
                begun.nextUp(),
                null,
                List.of(),
                renewal(Policy.RECERTIFY, 27, "2031-03-01T12:00:00Z"));
    }

    private static RenewalView renewal(Policy policy, int open, @Nullable String by) {
        Appeal appeal = policy == Policy.RECERTIFY
                ? new Appeal("Yearly renewal 2031", "The audit in March asks for current records.\n" + Sample.HOSTILE)
                : Appeal.NONE;
        return new RenewalView(policy, open, "2030-05-12T09:30:00Z", by, false, appeal, BASE + "/learn/since/1");
    }

    private static ChangesView changes(Texts texts) {
        var line = new ChangesView.Line("Model training examples", "Hosted · Compute", 200, null, "#", null);
        var old = new ChangesView.Line(
                "Getting started", "Hosted · Compute", 100, "Quick start", "#", "retitled, same link");
        var gone =
                new ChangesView.Line(Sample.HOSTILE + " " + Sample.ENDLESS, "Hosted · Compute", 300, null, null, null);
        return new ChangesView(
                Sample.learner(texts, Place.MAP),
                "AI & ML Academy – Azure ML Platform",
                BASE + "/learn",
                1,
                2,
                List.of(
                        new ChangesView.Group(WhatChanged.Kind.ADDED, List.of(line, line)),
                        new ChangesView.Group(WhatChanged.Kind.REMOVED, List.of(gone)),
                        new ChangesView.Group(WhatChanged.Kind.RETITLED, List.of(old))));
    }

    private static MapView.Update update(boolean finished) {
        return new MapView.Update(4, 2, 8, 21, finished, BASE + "/learn/seen");
    }

    private static MapView map(Texts texts, SummaryView summary, MapView.Update update) {
        boolean all = summary.percent() == 100;
        var developer = station("Developer", 1, null, "Unmanaged", all, 3, 3, 3, 3, 3, 3);
        var hosted = station("Hosted", 2, null, "Managed", all, 6, 6, 4, 6, 0, 5);
        var unmanaged = station("Unmanaged", 1, "Developer", null, all, 3, 3, 2, 3, 0, 3);
        var managed = station("Managed", 2, "Hosted", null, all, 2, 6, 0, 5, 0, 4);
        var matrix = new Matrix(
                "ML Lifecycle",
                "Compute Type",
                List.of("Hybrid", "Cloud"),
                List.of(
                        new Row("Training/Testing", List.of(List.of(developer), List.of(hosted))),
                        new Row("Inference", List.of(List.of(unmanaged), List.of(managed)))));
        return new MapView(
                Sample.learner(texts, Place.MAP),
                "AI & ML Academy – Azure ML Platform",
                "Choose where a model is trained and where it runs, and learn the services of each place.",
                matrix,
                List.of(),
                List.of(
                        new Line(1, List.of("Developer", "Unmanaged"), all ? 100 : 77, false, BASE + "/learn/path"),
                        new Line(2, List.of("Hosted", "Managed"), all ? 100 : 37, true, null)),
                "Each path stays in one kind of compute. Crossing from one to the other means building the model again.",
                summary,
                levels(all),
                update);
    }

    private static List<LevelTotal> levels(boolean all) {
        return List.of(
                level(100, all, 14, 18, 3, 3, 6, 6, 3, 3, 2, 6),
                level(200, all, 9, 17, 3, 3, 4, 6, 2, 3, 0, 5),
                level(300, all, 0, 15, 0, 3, 0, 5, 0, 3, 0, 4));
    }

    private static LevelTotal level(int level, boolean all, int done, int total, int... pairs) {
        List<String> names = List.of("Developer", "Hosted", "Unmanaged", "Managed");
        List<EnvironmentTotal> shares = IntStream.range(0, 4)
                .mapToObj(i -> new EnvironmentTotal(
                        names.get(i), i % 2 + 1, all ? pairs[2 * i + 1] : pairs[2 * i], pairs[2 * i + 1]))
                .toList();
        return new LevelTotal(level, all ? total : done, total, shares);
    }

    private static Station station(
            String name, int line, @Nullable String from, @Nullable String to, boolean all, int... pairs) {
        String url = BASE + "/learn/" + name.toLowerCase(Locale.ROOT);
        List<Stop> stops = new ArrayList<>();
        int completed = 0;
        int total = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            int done = all ? pairs[i + 1] : pairs[i];
            boolean next = !all && name.equals("Hosted") && i == 2;
            int level = 50 * (i + 2);
            stops.add(new Stop(level, done, pairs[i + 1], mark(done, pairs[i + 1]), next, url + "#level-" + level));
            completed += done;
            total += pairs[i + 1];
        }
        return new Station(name, url, about(name), completed, total, line, from, from != null, to, to != null, stops);
    }

    private static String about(String name) {
        return switch (name) {
            case "Developer" -> "For data scientists who build their own set-up on a machine of their choice.";
            case "Hosted" -> "A prepared set-up in the cloud: less to install, the usual tools ready.";
            case "Unmanaged" -> "Production on machines that you run and look after yourself.";
            case "Managed" -> "A cloud service runs and scales the model; you bring the data.";
            default -> "";
        };
    }

    private static MarkView mark(int done, int total) {
        if (total == 0) {
            return MarkView.HOLE;
        }
        return done == total ? MarkView.DONE : done == 0 ? MarkView.OPEN : MarkView.PARTLY;
    }

    private static MapView large(Texts texts) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            List<List<Station>> cells = new ArrayList<>();
            for (int column = 0; column < 4; column++) {
                cells.add(row == 1 && column == 2 ? List.of() : List.of(cell(row, column)));
            }
            rows.add(new Row(row == 2 ? Sample.ENDLESS : "Stage " + (row + 1), cells));
        }
        var matrix = new Matrix(
                "Stage of a product with a long axis name",
                "Place",
                List.of("Here", "There", "Elsewhere", "Nowhere"),
                rows);
        return new MapView(
                Sample.learner(texts, Place.MAP),
                Sample.HOSTILE,
                null,
                matrix,
                List.of(),
                List.of(),
                null,
                begun(),
                List.of(),
                null);
    }

    private static Station cell(int row, int column) {
        String name = row == 2 && column == 0
                ? Sample.ENDLESS
                : row == 0 && column == 3 ? Sample.HOSTILE : "Site " + row + column;
        List<Stop> stops = List.of(
                new Stop(100, 2, 2, MarkView.DONE, false, "#"),
                new Stop(200, 0, 0, MarkView.HOLE, false, "#"),
                new Stop(300, 1, 4, MarkView.PARTLY, false, "#"),
                new Stop(400, 0, 120, MarkView.OPEN, column == 1 && row == 0, "#"));
        boolean across = row == 2 && column == 3;
        return new Station(
                name,
                "#",
                "",
                3,
                126,
                column + 1,
                row > 0 ? "above" : null,
                row > 0,
                row < 2 ? "Site below" : across ? "Site 00" : null,
                row < 2,
                stops);
    }

    private static MapView plain(Texts texts) {
        List<Station> stations = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new Station(
                        "Section " + i,
                        "#",
                        "",
                        i - 1,
                        6,
                        0,
                        null,
                        false,
                        null,
                        false,
                        List.of(new Stop(0, i - 1, 6, mark(i - 1, 6), i == 2, "#"))))
                .toList();
        return new MapView(
                Sample.learner(texts, Place.MAP),
                "A page without levels",
                null,
                null,
                stations,
                List.of(),
                null,
                begun(),
                List.of(),
                null);
    }

    private static EnvironmentView environment(Texts texts) {
        var resources = List.of(
                new EnvironmentView.Resource(
                        "Data Science VM",
                        List.of(
                                place(100, AssetSamples.verified()),
                                place(200, AssetSamples.noted()),
                                place(300, AssetSamples.next()))),
                new EnvironmentView.Resource(
                        "Synapse Analytics Workspace",
                        List.of(
                                place(100, AssetSamples.twin()),
                                place(200, AssetSamples.carried()),
                                new EnvironmentView.Place(300, List.of()))),
                new EnvironmentView.Resource(
                        "Databricks",
                        List.of(
                                place(100, AssetSamples.opened()),
                                place(200, AssetSamples.waived()),
                                place(300, AssetSamples.open("31")))));
        return environment(texts, "Hosted", resources, begun(), null);
    }

    private static EnvironmentView hostile(Texts texts) {
        var resources = List.of(
                new EnvironmentView.Resource(
                        Sample.ENDLESS,
                        List.of(
                                place(100, AssetSamples.hostile()),
                                new EnvironmentView.Place(200, List.of()),
                                place(300, AssetSamples.open("41")))),
                new EnvironmentView.Resource(
                        Sample.HOSTILE,
                        List.of(
                                new EnvironmentView.Place(
                                        100, List.of(AssetSamples.open("51"), AssetSamples.open("52"))),
                                place(200, AssetSamples.open("53")),
                                place(300, AssetSamples.open("54")))));
        EnvironmentView.Earned record =
                new EnvironmentView.Earned("2030-05-02T16:05:00Z", "#", true, "2030-12-31T22:59:00Z");
        return environment(texts, Sample.ENDLESS, resources, finished(), record);
    }

    private static EnvironmentView environment(
            Texts texts,
            String name,
            List<EnvironmentView.Resource> resources,
            SummaryView header,
            EnvironmentView.@Nullable Earned record) {
        return new EnvironmentView(
                Sample.learner(texts, Place.MAP),
                "AI & ML Academy – Azure ML Platform",
                BASE + "/learn",
                name,
                "Training/Testing",
                "Cloud",
                2,
                10,
                17,
                record,
                about("Hosted"),
                List.of("A prepared environment keeps the first day short.", "It trades some freedom for that."),
                List.of(100, 200, 300),
                resources,
                List.of("HDInsight", "Azure ML Attached Compute"),
                null,
                new EnvironmentView.Neighbour("Managed", BASE + "/learn/managed"),
                header);
    }

    private static EnvironmentView.Place place(int level, AssetView asset) {
        return new EnvironmentView.Place(level, List.of(asset));
    }
}
