package dev.whiteboard.common.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.whiteboard.testkit.DatabaseClock;
import dev.whiteboard.testkit.Postgres;

/** A database with common's tables, as tests without Spring use it. */
public record Db(
        HikariDataSource pool,
        JdbcClient jdbc,
        TransactionTemplate transactions,
        DatabaseClock clock) implements AutoCloseable {

    public static Db of(Postgres postgres) {
        return of(postgres.url(), postgres.user(), postgres.password());
    }

    public static Db of(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        CommonSchema.migrate(pool);
        return new Db(pool, JdbcClient.create(pool), new TransactionTemplate(new JdbcTransactionManager(pool)),
                new DatabaseClock(pool));
    }

    public void execute(String sql) {
        jdbc.sql(sql).update();
    }

    public long count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    @Override
    public void close() {
        pool.close();
    }
}
