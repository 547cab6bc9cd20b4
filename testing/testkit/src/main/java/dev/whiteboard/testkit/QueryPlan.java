package dev.whiteboard.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How Postgres would answer a query. */
public final class QueryPlan {

    private QueryPlan() {}

    /**
     * That it takes this index as soon as the tables are large enough for one. Give it a database that was migrated and
     * holds nothing: after a few rows and an analyze, every index of a table costs the same.
     */
    public static void takesIndex(DataSource database, String query, String index) {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            statement.execute("set local enable_sort = off");
            var plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("explain " + query)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            connection.rollback();
            assertThat(plan.toString()).contains(index);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
