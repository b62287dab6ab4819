package dev.waymark.server.content.diff;

import static dev.waymark.server.content.TestModule.asset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.content.Axis;
import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Identity;
import dev.waymark.server.content.Module;
import dev.waymark.server.content.TestModule;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DifferTest {
    private static final Module OLD = TestModule.of(
            asset("alpha", "R", 100, "One", "one"),
            asset("alpha", "R", 200, "Two", "two"),
            asset("beta", "S", 100, "Three", "three"));

    private static DiffRow row(Diff diff, int index) {
        return diff.rows().get(index);
    }

    @Test
    void findsNothingToDoInTheSameEdition() {
        var diff = Differ.diff(OLD, OLD);
        assertThat(diff.untouched()).hasSize(3);
        assertThat(diff.revision()).isEqualTo(Revision.IDENTICAL);
    }

    @Test
    void callsAChangeOfProseCosmetic() {
        var prose = new Module(
                OLD.permalink(), OLD.title(), "new", "new", Axis.NONE, Axis.NONE, OLD.environments(), List.of());
        assertThat(Differ.diff(OLD, prose).revision()).isEqualTo(Revision.COSMETIC);
    }

    @Test
    void carriesTheSameLinkWhateverElseChanged() {
        var now = TestModule.of(
                asset("alpha", "Q", 300, "Uno", "one/"),
                asset("alpha", "R", 200, "Two", "two"),
                asset("beta", "S", 100, "Three", "three"));
        var diff = Differ.diff(OLD, now);
        assertThat(row(diff, 0).kind()).isEqualTo(Kind.SAME);
        assertThat(row(diff, 0).changes())
                .containsExactlyInAnyOrder(
                        Change.RETITLED, Change.RESOURCE_RENAMED, Change.LEVEL_MOVED, Change.LINK_REWRITTEN);
        assertThat(row(diff, 0).reason())
                .isEqualTo("retitled, resource renamed, moved from level 100 to 300, same link");
        assertThat(diff.carried()).hasSize(3);
        assertThat(diff.untouched()).hasSize(2);
    }

    @Test
    void doesNotCarryALinkIntoAnotherEnvironment() {
        var diff = Differ.diff(
                OLD, TestModule.of(asset("alpha", "R", 100, "One", "one"), asset("beta", "S", 100, "Two", "two")));
        assertThat(diff.of(Kind.SAME)).hasSize(1);
        assertThat(diff.of(Kind.REPLACED))
                .singleElement()
                .satisfies(row -> assertThat(row.carried()).isFalse());
        assertThat(diff.of(Kind.REMOVED)).hasSize(1);
    }

    @Test
    void proposesAMoveAndCarriesItOnceConfirmed() {
        var now = TestModule.of(
                asset("alpha", "R", 100, "one", "elsewhere"),
                asset("alpha", "R", 200, "Two", "two"),
                asset("beta", "S", 100, "Three", "three"));
        var proposed = row(Differ.diff(OLD, now), 0);
        assertThat(proposed.kind()).isEqualTo(Kind.MOVED);
        assertThat(proposed.carried()).isFalse();
        var confirmed = row(Differ.diff(OLD, now, new Choices(Map.of(), Map.of(0, 0), Set.of())), 0);
        assertThat(confirmed.carried()).isTrue();
        assertThat(confirmed.reason()).endsWith("new link confirmed by an admin");
    }

    @Test
    void recognisesAMoveWithinARenamedResource() {
        var now = TestModule.of(
                asset("alpha", "R renamed", 100, "One", "elsewhere"),
                asset("alpha", "R renamed", 200, "Two", "two"),
                asset("beta", "S", 100, "Three", "three"));
        assertThat(row(Differ.diff(OLD, now), 0).kind()).isEqualTo(Kind.MOVED);
    }

    @Test
    void neverCarriesAReplacementUnlessAnAdminSaysSo() {
        var now = TestModule.of(
                asset("alpha", "R", 100, "Other", "other"),
                asset("alpha", "R", 200, "Two", "two"),
                asset("beta", "S", 100, "Three", "three"));
        assertThat(row(Differ.diff(OLD, now), 0)).satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Kind.REPLACED);
            assertThat(row.carried()).isFalse();
        });
        assertThat(row(Differ.diff(OLD, now, new Choices(Map.of(), Map.of(0, 0), Set.of())), 0)
                        .carried())
                .isTrue();
    }

    @Test
    void dropsATickWhereAnAdminRefusesIt() {
        var diff = Differ.diff(OLD, OLD, new Choices(Map.of(), Map.of(), Set.of(1)));
        assertThat(row(diff, 1).carried()).isFalse();
        assertThat(diff.carried()).hasSize(2);
    }

    @Test
    void refusesChoicesThatContradictThemselves() {
        assertThatThrownBy(() -> new Choices(Map.of(), Map.of(0, 1, 1, 1), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Differ.diff(OLD, OLD, new Choices(Map.of(), Map.of(0, 9), Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void breaksTiesByLevelThenOrder() {
        var before = TestModule.of(
                asset("alpha", "R", 100, "A", "tie"),
                asset("alpha", "R", 200, "B", "tie"),
                asset("alpha", "R", 300, "C", "tie"));
        var after = TestModule.of(
                asset("alpha", "R", 200, "x", "tie"),
                asset("alpha", "R", 400, "y", "tie"),
                asset("alpha", "R", 400, "z", "tie"));
        var diff = Differ.diff(before, after);
        assertThat(diff.rows())
                .extracting(
                        row -> row.before() == null ? "" : row.before().asset().title())
                .containsExactly("B", "A", "C");
        assertThat(diff.carried()).hasSize(3);
    }

    @Test
    void proposesARenamedEnvironmentByHalfOfItsAssets() {
        var now = TestModule.of(
                asset("gamma", "R", 100, "One", "one"),
                asset("gamma", "R", 200, "New", "new"),
                asset("beta", "S", 100, "Three", "three"));
        var diff = Differ.diff(OLD, now);
        assertThat(diff.proposals()).containsExactly(new EnvironmentRename("alpha", "gamma", false, 1, 2));
        var confirmed = Differ.diff(OLD, now, new Choices(Map.of("alpha", "gamma"), Map.of(), Set.of()));
        assertThat(confirmed.proposals()).isEmpty();
        assertThat(row(confirmed, 0).reason()).isEqualTo("environment renamed, same link");
        assertThat(confirmed.carried()).hasSize(2);
    }

    @Test
    void proposesARenamedEnvironmentByItsPlaceInTheMatrix() {
        var diff = Differ.diff(matrix("alpha", "Row"), matrix("omega", "Renamed row"));
        assertThat(diff.proposals()).containsExactly(new EnvironmentRename("alpha", "omega", true, 0, 0));
    }

    private static Module matrix(String key, String row) {
        var environment = new Environment(key, key, row, "Column", "", "", List.of(), List.of());
        return new Module(
                "/test",
                "Test",
                "",
                "",
                new Axis("", List.of(row)),
                new Axis("", List.of("Column")),
                List.of(environment),
                List.of());
    }

    @Test
    void keepsIdsAndGivesFreshOnesToWhatIsNew() {
        var ids = PermanentIds.first(3, fresh(1, 2, 3));
        var now = TestModule.of(
                asset("beta", "S", 100, "Three", "three"),
                asset("alpha", "R", 100, "Other", "other"),
                asset("alpha", "R", 200, "Two!", "two"));
        assertThat(PermanentIds.assign(Differ.diff(OLD, now), ids, List.of(), fresh(9)))
                .containsExactly(id(3), id(9), id(2));
    }

    @Test
    void givesAReturningAssetItsOldId() {
        var retired = new PermanentIds.Retired(new Identity("alpha", "https://example.org/back"), 100, id(7));
        var now = TestModule.of(asset("alpha", "R", 100, "Back", "back"), asset("alpha", "R", 300, "Back", "back"));
        assertThat(PermanentIds.assign(Differ.diff(OLD, now), List.of(id(1), id(2), id(3)), List.of(retired), fresh(9)))
                .containsExactly(id(7), id(9));
    }

    @Test
    void givesARefusedAssetAFreshId() {
        var diff = Differ.diff(OLD, OLD, new Choices(Map.of(), Map.of(), Set.of(0)));
        assertThat(PermanentIds.assign(diff, List.of(id(1), id(2), id(3)), List.of(), fresh(9)))
                .containsExactly(id(9), id(2), id(3));
    }

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Supplier<UUID> fresh(int... numbers) {
        var queue = new ArrayDeque<UUID>();
        for (int number : numbers) {
            queue.add(id(number));
        }
        return queue::remove;
    }
}
