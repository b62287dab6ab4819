package dev.waymark.server.content.reading;

import dev.waymark.server.content.Environment;
import dev.waymark.server.content.Path;
import java.util.ArrayList;
import java.util.List;

/** The recommended migrations: down each column of the matrix, from row to row. */
final class Paths {
    private Paths() {}

    static List<Path> of(Matrix matrix, List<Environment> environments, Findings findings) {
        var paths = new ArrayList<Path>();
        for (var column : matrix.columns().values()) {
            Environment above = null;
            for (var row : matrix.rows().values()) {
                for (var environment : environments) {
                    if (row.equals(environment.row()) && column.equals(environment.column())) {
                        if (above != null) {
                            paths.add(new Path(above.key(), environment.key()));
                        }
                        above = environment;
                    }
                }
            }
        }
        if (!paths.isEmpty()) {
            var shown =
                    paths.stream().map(path -> path.from() + " to " + path.to()).toList();
            findings.info(
                    matrix.table().firstLine(),
                    "paths-derived",
                    "The paths follow each column of the matrix downwards: %s.".formatted(String.join(", ", shown)));
        }
        return paths;
    }
}
