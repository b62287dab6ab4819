package dev.waymark.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page: language, assets, and, inside a launch, who is there and where.
 *
 * @param kept a query that every link to a neighbouring place keeps, with its question mark; or empty
 */
public record Page(
        Texts texts,
        Assets assets,
        @Nullable Visit visit,
        @Nullable Place place,
        String kept) {

    public Page(Texts texts, Assets assets, @Nullable Visit visit, @Nullable Place place) {
        this(texts, assets, visit, place, "");
    }

    /** A launch's session as a page needs it: {@code base} is {@code /l/{launch}}. */
    public record Visit(String base, String sessionToken, String formToken, Set<Area> areas) {}

    public record Tab(String label, String url, boolean current) {}

    /** A page outside any launch. */
    public static Page open(Texts texts, Assets assets) {
        return new Page(texts, assets, null, null);
    }

    public Page keeping(String query) {
        return new Page(texts, assets, visit, place, query);
    }

    public @Nullable String sessionToken() {
        return visit == null ? null : visit.sessionToken();
    }

    public @Nullable String formToken() {
        return visit == null ? null : visit.formToken();
    }

    /** The areas to choose from; nothing to choose, nothing shown. */
    public List<Tab> areas() {
        if (visit == null || visit.areas().size() < 2) {
            return List.of();
        }
        return visit.areas().stream().sorted().map(area -> tab(visit, area)).toList();
    }

    public List<Tab> places() {
        if (visit == null || place == null) {
            return List.of();
        }
        return Arrays.stream(Place.values())
                .filter(other -> other.area() == place.area())
                .map(other -> new Tab(texts.of("place", other), visit.base() + other.path() + kept, other == place))
                .toList();
    }

    private Tab tab(Visit visit, Area area) {
        boolean current = place != null && place.area() == area;
        return new Tab(texts.of("area", area), visit.base() + "/" + area.name().toLowerCase(Locale.ROOT), current);
    }
}
