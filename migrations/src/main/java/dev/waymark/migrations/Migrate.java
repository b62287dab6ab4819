package dev.waymark.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the schema this build was made for. */
public final class Migrate {
    private Migrate() {}

    /** Applies what is missing, in order and each in its own transaction; answers how many files were applied. */
    public static int run(DataSource database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
