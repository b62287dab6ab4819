package dev.waymark.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema this build was made for. */
public final class Migrate {
    private Migrate() {}

    /**
     * Applies what is missing, in order and each in its own transaction; answers how many files were applied.
     *
     * @throws FlywayException when the database cannot be reached, keeps text in another encoding than UTF-8, or refuses
     */
    public static int run(DataSource database) {
        requireUtf8(database);
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** Names and titles come in every script: better refused here than when somebody is the first to need one. */
    private static void requireUtf8(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("show server_encoding")) {
            encoding.next();
            if (!encoding.getString(1).equals("UTF8")) {
                throw new SQLException("It keeps text as " + encoding.getString(1)
                        + ", and UTF8 is needed. Create it with: createdb --encoding=UTF8 --template=template0 NAME");
            }
        } catch (SQLException refused) {
            throw new FlywayException("The schema cannot be brought up to date", refused);
        }
    }
}
