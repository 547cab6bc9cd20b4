package dev.whiteboard.limiter.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.Quota;
import dev.whiteboard.limiter.engine.rule.EndpointPattern;
import dev.whiteboard.limiter.engine.rule.FailurePolicy;
import dev.whiteboard.limiter.engine.rule.KeyKind;
import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.limiter.engine.rule.RuleBook;

/** Keeps rules and the version of them all. */
@Component
class RuleStore {
    private final JdbcClient jdbc;

    RuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the book for this transaction and turns its page. */
    void turnPage() {
        jdbc.sql("update rate_rule_book set version = version + 1").update();
    }

    /** Whether this transaction is the one that gives a new database its first rules. */
    boolean begin(String ruleSet) {
        return jdbc.sql("update rate_rule_book set rule_set = ?, version = version + 1 where rule_set is null")
                .param(ruleSet).update() == 1;
    }

    int count() {
        return jdbc.sql("select count(*) from rate_rules").query(Integer.class).single();
    }

    StoredRule add(Rule rule) {
        return terms(jdbc.sql("""
                insert into rate_rules (id, version, client_type, endpoint, max_requests, window_seconds, algorithm,
                    key_kind, burst, on_redis_failure, shadow)
                values (:id, :version, :client_type, :endpoint, :max_requests, :window_seconds, :algorithm,
                    :key_kind, :burst, :on_redis_failure, :shadow)
                returning *"""), rule).query((row, n) -> stored(row)).single();
    }

    /** The rule in its next version, unless somebody else has changed it since. */
    Optional<StoredRule> replace(Rule rule) {
        return terms(jdbc.sql("""
                update rate_rules set version = :version, client_type = :client_type, endpoint = :endpoint,
                    max_requests = :max_requests, window_seconds = :window_seconds, algorithm = :algorithm,
                    key_kind = :key_kind, burst = :burst, on_redis_failure = :on_redis_failure, shadow = :shadow,
                    updated_at = wb_now()
                where id = :id and version = :version - 1
                returning *"""), rule).query((row, n) -> stored(row)).optional();
    }

    boolean remove(String id, long version) {
        return jdbc.sql("delete from rate_rules where id = ? and version = ?").params(id, version).update() == 1;
    }

    Optional<StoredRule> find(String id) {
        return jdbc.sql("select * from rate_rules where id = ?").param(id).query((row, n) -> stored(row)).optional();
    }

    List<StoredRule> after(String id, int limit) {
        return jdbc.sql("select * from rate_rules where id > ? order by id limit ?").params(id, limit)
                .query((row, n) -> stored(row)).list();
    }

    /** All rules and their common version, as of one moment. */
    RuleBook book() {
        List<Rule> rules = new ArrayList<>();
        long version = jdbc
                .sql("select b.version as book, r.* from rate_rule_book b left join rate_rules r on true order by r.id")
                .query((row, n) -> {
                    if (row.getString("id") != null) {
                        rules.add(rule(row));
                    }
                    return row.getLong("book");
                }).list().getFirst();
        return new RuleBook(version, rules);
    }

    private static JdbcClient.StatementSpec terms(JdbcClient.StatementSpec statement, Rule rule) {
        return statement.param("id", rule.id()).param("version", rule.version()).param("client_type", rule.clientType())
                .param("endpoint", rule.endpoint().text()).param("max_requests", rule.algorithm().quota().requests())
                .param("window_seconds", rule.algorithm().quota().window().toSeconds())
                .param("algorithm", rule.algorithm().name()).param("key_kind", RuleAnswer.key(rule))
                .param("burst", RuleAnswer.burst(rule)).param("on_redis_failure", rule.onRedisFailure().text())
                .param("shadow", rule.shadow());
    }

    private static StoredRule stored(ResultSet row) throws SQLException {
        return new StoredRule(rule(row), row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static Rule rule(ResultSet row) throws SQLException {
        Quota quota = Quota.of(row.getLong("max_requests"), Duration.ofSeconds(row.getLong("window_seconds")));
        Algorithm algorithm = Algorithm.named(row.getString("algorithm"), quota, row.getLong("burst"));
        @Nullable
        String key = row.getString("key_kind");
        return new Rule(row.getString("id"), row.getLong("version"), row.getString("client_type"),
                new EndpointPattern(row.getString("endpoint")), algorithm, key == null ? null : KeyKind.of(key),
                FailurePolicy.of(row.getString("on_redis_failure")), row.getBoolean("shadow"));
    }
}
