package dev.waymark.server.pages;

import dev.waymark.server.web.Area;
import dev.waymark.server.web.Assets;
import dev.waymark.server.web.Page;
import dev.waymark.server.web.Place;
import dev.waymark.server.web.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One page to look at: a template with a view. */
record Sample(String name, String template, Object view) {
    static final String BASE = "/l/0f8c2d";
    static final Assets ASSETS = Assets.load();
    static final String HOSTILE = "<script>alert('x')</script> \u202Egnp.exe & \"quotes\"";
    static final String ENDLESS =
            "Extraordinarily-long-name-without-any-space-that-somebody-typed-into-a-heading-of-their-page";

    static List<Sample> all(Texts texts) {
        return Stream.of(
                        LearnerSamples.all(texts),
                        PublicSamples.all(texts),
                        TeamSamples.all(texts),
                        AdminSamples.all(texts),
                        CampaignSamples.all(texts))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    static Page learner(Texts texts, Place place) {
        return page(texts, place, Set.of(Area.LEARN));
    }

    static Page open(Texts texts) {
        return Page.open(texts, ASSETS);
    }

    static Page page(Texts texts, Place place, Set<Area> areas) {
        return new Page(texts, ASSETS, new Page.Visit(BASE, "sample-session-token", "sample-form-token", areas), place);
    }
}
