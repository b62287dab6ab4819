package dev.waymark.server.team;

import dev.waymark.server.editions.Edition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some learners of a team with the totals of all.
 *
 * @param before how many matching learners stand before these
 */
record TeamPage(
        Team team,
        Edition edition,
        TeamFilter filter,
        Totals totals,
        List<Member> members,
        int before,
        boolean moreBefore,
        boolean moreAfter) {

    static final int SIZE = 50;

    @Nullable
    Cursor next() {
        return moreAfter ? members.get(members.size() - 1).cursor(before + members.size()) : null;
    }

    @Nullable
    Cursor previous() {
        return moreBefore ? members.get(0).cursorBack(before) : null;
    }
}
