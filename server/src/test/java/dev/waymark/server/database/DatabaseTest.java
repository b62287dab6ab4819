package dev.waymark.server.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.server.TestDatabase;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void refusesADatabaseThatCannotKeepEveryName() {
        Database ascii = TestDatabase.ascii();
        assertThatThrownBy(ascii::migrate)
                .rootCause()
                .hasMessageContaining("SQL_ASCII")
                .hasMessageContaining("createdb --encoding=UTF8");
    }
}
