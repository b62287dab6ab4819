package dev.waymark.server.pages;

import static dev.waymark.server.pages.Sample.BASE;

import dev.waymark.server.editions.Appeal;
import dev.waymark.server.editions.Policy;
import dev.waymark.server.nudges.Hindrance;
import dev.waymark.server.progress.MarkView;
import dev.waymark.server.progress.RenewalView;
import dev.waymark.server.team.BridgeView;
import dev.waymark.server.team.BulkResultView;
import dev.waymark.server.team.BulkView;
import dev.waymark.server.team.CellView;
import dev.waymark.server.team.ChartsView;
import dev.waymark.server.team.DueView;
import dev.waymark.server.team.HeatView;
import dev.waymark.server.team.LearnerView;
import dev.waymark.server.team.NudgeView;
import dev.waymark.server.team.StalledView;
import dev.waymark.server.team.TeamView;
import dev.waymark.server.team.TeamView.EnvironmentColumns;
import dev.waymark.server.team.TeamView.LevelColumn;
import dev.waymark.server.web.Area;
import dev.waymark.server.web.ChoiceView;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.PagingView;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A manager's team of fifty, and one that nobody has joined. */
final class TeamSamples {
    private static final int[] TOTALS = {3, 3, 3, 6, 6, 5, 3, 3, 3, 6, 5, 4};
    private static final String CONTEXT = "Machine Learning 2030";

    private TeamSamples() {}

    static List<Sample> all(Texts texts) {
        return List.of(
                new Sample("team", "team/team.jte", team(texts, learners(texts), 50)),
                new Sample("team-empty", "team/team.jte", empty(texts)),
                new Sample("team-learner", "team/learner.jte", learner(texts)),
                new Sample("team-cell", "team/cell.jte", cell(texts)),
                new Sample("team-stalled", "team/stalled.jte", stalled(texts)),
                new Sample("team-bulk", "team/bulk.jte", bulk(texts)),
                new Sample("team-verified", "team/verified.jte", verified(texts)),
                new Sample("team-due", "team/due.jte", due(texts)),
                new Sample("team-nudge", "team/nudge.jte", nudge(texts)),
                new Sample("team-bridge", "team/bridge.jte", bridge(texts)),
                new Sample("team-charts", "team/charts.jte", charts(texts)));
    }

    private static Page page(Texts texts, Place place) {
        return Sample.page(texts, place, Set.of(Area.LEARN, Area.TEAM));
    }

    private static TeamView team(Texts texts, List<TeamView.Learner> learners, int total) {
        return new TeamView(
                page(texts, Place.TEAM),
                CONTEXT,
                "AI & ML Academy – Azure ML Platform",
                new TeamView.Strip(
                        count(9, false), count(24, false), count(6, false), count(11, false), count(4, false)),
                new TeamView.Filters(
                        BASE + "/team",
                        Map.of("module", "aml-plat"),
                        List.of(new ChoiceView("", texts.get("all"), true), new ChoiceView("7", "Group Blue", false)),
                        List.of(
                                new ChoiceView("", texts.get("status.all"), true),
                                new ChoiceView("stalled", texts.get("status.stalled"), false)),
                        List.of(new ChoiceView("", texts.get("all"), true), new ChoiceView("hosted", "Hosted", false))),
                new TeamView.Sorting(
                        TeamView.Order.PROGRESS, "?sort=name", "?sort=progress", "?sort=activity", "?sort=risk"),
                columns(),
                learners,
                new PagingView(
                        learners.isEmpty() ? 0 : 1,
                        learners.size(),
                        total,
                        null,
                        learners.isEmpty() ? null : "?after=50"),
                BASE + "/team/progress.csv",
                BASE + "/team/progress.xlsx",
                null,
                null,
                new TeamView.Roster("2030-05-12T09:30:00Z", null, BASE + "/team/roster"),
                new TeamView.Renewing(3, "2031-03-01T12:00:00Z", false),
                new TeamView.Due("2031-03-01T12:00:00Z", false),
                BASE + "/team/due",
                BASE + "/team/verification");
    }

    private static TeamView empty(Texts texts) {
        var none = count(0, false);
        return new TeamView(
                page(texts, Place.TEAM),
                CONTEXT,
                "AI & ML Academy – Azure ML Platform",
                new TeamView.Strip(none, none, none, none, null),
                new TeamView.Filters("", Map.of(), List.of(), List.of(), List.of()),
                new TeamView.Sorting(TeamView.Order.NAME, "", "", "", ""),
                columns(),
                List.of(),
                new PagingView(0, 0, 0, null, null),
                "",
                "",
                null,
                null,
                new TeamView.Roster(null, "the LMS answered 503.", BASE + "/team/roster"),
                null,
                null,
                null,
                BASE + "/team/verification");
    }

    private static TeamView.Count count(int learners, boolean current) {
        return new TeamView.Count(learners, "?status=x", current);
    }

    private static List<EnvironmentColumns> columns() {
        List<LevelColumn> levels =
                List.of(new LevelColumn(100, "#"), new LevelColumn(200, "#"), new LevelColumn(300, "#"));
        return List.of(
                new EnvironmentColumns("Developer", 1, null, levels),
                new EnvironmentColumns("Hosted", 2, new TeamView.Due("2030-03-01T12:00:00Z", true), levels),
                new EnvironmentColumns("Unmanaged", 1, null, levels),
                new EnvironmentColumns("Managed", 2, null, levels));
    }

    private static List<TeamView.Learner> learners(Texts texts) {
        Random random = new Random(7);
        List<TeamView.Learner> learners = new ArrayList<>();
        for (int i = 1; i <= 24; i++) {
            int share = Math.max(0, 100 - i * 4);
            String name =
                    i == 3 ? Sample.ENDLESS : i == 5 ? Sample.HOSTILE : i == 8 ? null : "Learner %02d".formatted(i);
            String stalled = i % 6 == 0 ? texts.count("stalled.reason", 12 + i) : null;
            learners.add(new TeamView.Learner(
                    "id" + i,
                    name,
                    BASE + "/team/learners/" + i,
                    share,
                    i == 24 ? null : "2030-05-%02dT10:00:00Z".formatted(i),
                    stalled,
                    i == 12,
                    i == 14,
                    cells(i, share, random)));
        }
        return learners;
    }

    private static List<HeatView> cells(int learner, int share, Random random) {
        return IntStream.range(0, TOTALS.length)
                .mapToObj(i -> {
                    int total = learner == 4 && i == 2 ? 0 : TOTALS[i];
                    int done = total == 0 ? 0 : Math.min(total, random.nextInt(total + 1) * share / 45);
                    return new HeatView("cell-id" + learner + "-" + i, done, total, HeatView.step(done, total), "#");
                })
                .toList();
    }

    private static LearnerView learner(Texts texts) {
        var verified = new LearnerView.Asset(
                "1",
                100,
                "Data Science VM",
                "Overview of the virtual machine",
                "https://learn.example.org/1",
                MarkView.VERIFIED,
                "2030-04-18T14:05:00Z",
                null,
                null,
                null,
                "Demo Manager",
                null);
        var done = new LearnerView.Asset(
                "2",
                200,
                "Data Science VM",
                "Data science tools",
                "https://learn.example.org/2",
                MarkView.DONE,
                "2030-04-19T14:05:00Z",
                "Shared note: " + Sample.HOSTILE,
                "https://example.org/notebook",
                "example.org",
                null,
                "retitled, same link");
        var open = new LearnerView.Asset(
                "3",
                300,
                Sample.ENDLESS,
                "Samples and walk-throughs",
                "https://learn.example.org/3",
                MarkView.OPEN,
                null,
                null,
                null,
                null,
                null,
                null);
        return new LearnerView(
                page(texts, Place.TEAM),
                BASE + "/team",
                CONTEXT,
                "Learner 07",
                23,
                50,
                46,
                "2030-04-19T14:05:00Z",
                texts.count("stalled.reason", 23),
                null,
                List.of(
                        new LearnerView.Environment("developer", "Developer", 1, 1, 3, List.of(verified, open)),
                        new LearnerView.Environment("hosted", "Hosted", 2, 1, 3, List.of(done))),
                new RenewalView(
                        Policy.TOP_UP, 2, "2030-05-12T09:30:00Z", "2031-03-01T12:00:00Z", false, Appeal.NONE, null),
                BASE + "/team/learners/7/verification");
    }

    private static CellView cell(Texts texts) {
        List<CellView.Asset> assets = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new CellView.Asset(
                        "Training number " + i,
                        "Resource " + i,
                        "https://learn.example.org/" + i,
                        40 - i,
                        30 - 3 * i,
                        i))
                .toList();
        List<CellView.Row> rows = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> new CellView.Row(
                        "Learner %02d".formatted(i),
                        "#",
                        IntStream.rangeClosed(1, 6)
                                .mapToObj(j -> i * j % 5 == 0
                                        ? MarkView.VERIFIED
                                        : (i + j) % 3 == 0
                                                ? MarkView.OPEN
                                                : (i + j) % 3 == 1 ? MarkView.OPENED : MarkView.DONE)
                                .toList()))
                .toList();
        return new CellView(
                page(texts, Place.TEAM),
                BASE + "/team",
                "Hosted",
                2,
                200,
                50,
                assets,
                rows,
                new PagingView(1, 12, 50, null, "?after=12"));
    }

    private static StalledView stalled(Texts texts) {
        return new StalledView(
                page(texts, Place.STALLED),
                CONTEXT,
                14,
                List.of(
                        new StalledView.Row(
                                "Learner 06",
                                "#",
                                76,
                                "2030-04-18T10:00:00Z",
                                18,
                                "Deploy for inference · Managed · 200"),
                        new StalledView.Row(Sample.ENDLESS, "#", 52, "2030-04-12T10:00:00Z", 24, null)),
                new PagingView(1, 2, 2, null, null),
                new StalledView.Nudge(true, Hindrance.FORBIDDEN, BASE + "/team/nudge", BASE + "/team/nudge/preview"));
    }

    private static BulkView bulk(Texts texts) {
        var levels = List.of(
                new BulkView.Level(0, 100, 3, false),
                new BulkView.Level(1, 200, 1, false),
                new BulkView.Level(2, 300, 5, false));
        return new BulkView(
                page(texts, Place.TEAM),
                CONTEXT,
                "Small module",
                BASE + "/team/verification",
                BASE + "/team",
                1000,
                new BulkView.Wrong(true, false, true, true),
                false,
                "",
                List.of(
                        new BulkView.Environment("Developer", 1, levels),
                        new BulkView.Environment(Sample.ENDLESS, 2, levels)),
                List.of(
                        new BulkView.Row("1", "Learner 01", 96, false, true),
                        new BulkView.Row("2", Sample.ENDLESS, 40, false, false),
                        new BulkView.Row("3", null, 10, false, true),
                        new BulkView.Row("4", "Terry Teacher", 10, true, false)),
                new PagingView(1, 4, 50, null, "?after=4"));
    }

    private static BulkResultView verified(Texts texts) {
        return new BulkResultView(
                page(texts, Place.TEAM),
                CONTEXT,
                BASE + "/team",
                BASE + "/team/verification",
                List.of(
                        new BulkResultView.Row("Learner 01", "#", 4, true, null),
                        new BulkResultView.Row(Sample.ENDLESS, "#", 1, true, null),
                        new BulkResultView.Row("Terry Teacher", "#", 0, true, BulkResultView.Refused.ONESELF),
                        new BulkResultView.Row(null, null, 0, true, BulkResultView.Refused.GONE)));
    }

    private static DueView due(Texts texts) {
        return new DueView(
                page(texts, Place.TEAM),
                CONTEXT,
                "Small module",
                BASE + "/team/due",
                BASE + "/team",
                "UTC",
                List.of(
                        new DueView.Row("due", null, "2031-03-01"),
                        new DueView.Row("due.hosted", "Hosted", ""),
                        new DueView.Row("due.long", Sample.ENDLESS, "2030-03-01")));
    }

    private static NudgeView nudge(Texts texts) {
        return new NudgeView(
                page(texts, Place.STALLED),
                CONTEXT,
                "Small module",
                false,
                null,
                BASE + "/team/nudge",
                BASE + "/team/stalled",
                List.of(
                        new NudgeView.Row("Learner 06", "#", texts.get("digest.due", "2030-05-01"), true),
                        new NudgeView.Row(Sample.ENDLESS, "#", texts.get("digest.stalled", "2030-04-12"), false)),
                true,
                new NudgeView.Mail(
                        texts.language(),
                        texts.direction(),
                        texts.get("digest.subject"),
                        texts.get("digest.subject") + "\n\n" + Sample.ENDLESS + "\n" + texts.count("digest.open", 4, 60)
                                + "\nhttps://example.org/" + "a".repeat(80) + "\n\n" + texts.get("digest.how")));
    }

    private static BridgeView bridge(Texts texts) {
        return new BridgeView(
                page(texts, Place.BRIDGE),
                CONTEXT,
                80,
                List.of(
                        new BridgeView.Gap(
                                "Developer",
                                "Unmanaged",
                                1,
                                2,
                                List.of(
                                        new BridgeView.Row("Learner 11", "#", 9, 9, 9),
                                        new BridgeView.Row("Learner 17", "#", 8, 9, 9))),
                        new BridgeView.Gap("Hosted", "Managed", 2, 0, List.of())));
    }

    private static ChartsView charts(Texts texts) {
        String levels =
                "{\"x\":[\"100\",\"200\",\"300\"],\"series\":[{\"name\":\"Developer\",\"line\":1,\"values\":[92,71,40]},"
                        + "{\"name\":\"Hosted\",\"line\":2,\"values\":[80,55,31]},{\"name\":\"Unmanaged\",\"line\":1,\"values\":[61,38,12]},"
                        + "{\"name\":\"Managed\",\"line\":2,\"values\":[48,22,null]}]}";
        List<ChartsView.Day> days = IntStream.rangeClosed(1, 28)
                .mapToObj(i ->
                        new ChartsView.Day("2030-05-%02dT00:00:00Z".formatted(i), i * 7 % 23, i / 7, i < 12 ? 3 : 4))
                .toList();
        return new ChartsView(
                page(texts, Place.CHARTS),
                CONTEXT,
                List.of(100, 200, 300),
                List.of(
                        new ChartsView.EnvironmentShares("Developer", 1, List.of(92, 71, 40)),
                        new ChartsView.EnvironmentShares("Hosted", 2, List.of(80, 55, 31)),
                        new ChartsView.EnvironmentShares("Unmanaged", 1, List.of(61, 38, 12)),
                        new ChartsView.EnvironmentShares("Managed", 2, List.of(48, 22, -1))),
                levels,
                days,
                overTime(days),
                List.of(
                        new ChartsView.Drop("Samples and walk-throughs", "Hosted", 2, 300, "#", 41, 6),
                        new ChartsView.Drop(Sample.HOSTILE, "Managed", 2, 200, "#", 30, 9)));
    }

    private static String overTime(List<ChartsView.Day> days) {
        long first = 1903824000L;
        String at = join(IntStream.range(0, days.size())
                .mapToLong(i -> first + 86400L * i)
                .boxed()
                .toList());
        return "{\"days\":" + at + ",\"completions\":"
                + join(days.stream().map(ChartsView.Day::completions).toList())
                + ",\"records\":"
                + join(days.stream().map(ChartsView.Day::records).toList())
                + ",\"versions\":[{\"at\":" + (first + 11 * 86400L) + ",\"version\":4}]}";
    }

    private static String join(List<? extends Number> numbers) {
        return numbers.toString();
    }
}
