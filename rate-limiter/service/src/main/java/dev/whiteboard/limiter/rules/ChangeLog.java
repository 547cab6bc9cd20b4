package dev.whiteboard.limiter.rules;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.annotation.JsonRawValue;

import dev.whiteboard.common.json.Json;

/** Who changed which rule, when, and into what: written in the transaction of the change. */
@Component
class ChangeLog {
    private final JdbcClient jdbc;

    ChangeLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One change. */
    record Change(String ruleId, long version, String action, String actor,
            @JsonRawValue @Schema(implementation = RuleAnswer.class) @Nullable String rule, Instant at) {}

    void write(String ruleId, long version, String action, String actor, @Nullable StoredRule now) {
        jdbc.sql("""
                insert into rate_rule_changes (rule_id, version, action, actor, terms)
                values (:rule, :version, :action, :actor, :terms::jsonb)""")
                .param("rule", ruleId).param("version", version).param("action", action).param("actor", actor)
                .param("terms", now == null ? null : Json.strict().writeValueAsString(RuleAnswer.of(now))).update();
    }

    List<Change> of(String ruleId) {
        return jdbc.sql("""
                select * from rate_rule_changes where rule_id = ? order by version desc limit 100""").param(ruleId)
                .query((row, n) -> new Change(row.getString("rule_id"), row.getLong("version"), row.getString("action"),
                        row.getString("actor"), row.getString("terms"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
