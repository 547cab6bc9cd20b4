package dev.whiteboard.billing.payment;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.telemetry.TraceContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of operations. Who may do what is decided by its row counts. */
@Repository
public class Operations {
    private static final String COLUMNS = """
            o.id, o.payment_id, o.type, o.amount, o.currency, o.command_key, o.state, o.attempt, o.decline_code, o.traceparent,
            o.created_at, o.finished_at""";

    private final JdbcClient jdbc;
    private final SnowflakeGenerator ids;
    private final OperationSignal signal;

    /**
     * An operation that is this process's to bring to the provider for a while.
     *
     * @param before its state when it was claimed
     * @param age since it was written down, on the database's clock
     */
    public record Claimed(Operation operation, OperationState before, Duration age) {

        /** Whether the provider cannot have heard of it. */
        public boolean isFirstTime() {
            return before == OperationState.PENDING;
        }
    }

    Operations(JdbcClient jdbc, SnowflakeGenerator ids, OperationSignal signal) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.signal = signal;
    }

    /** Writes it down; it is sent once this is committed, and not before. */
    void insert(Payment payment, Draft draft) {
        jdbc.sql("""
                insert into operation (id, payment_id, type, amount, currency, command_key, state, traceparent)
                values (:id, :payment, :type, :amount, :currency, :key, 'pending', :trace)""")
                .param("id", PublicId.format("op", ids.next())).param("payment", payment.id())
                .param("type", draft.type().wire()).param("amount", draft.amount().minor())
                .param("currency", draft.amount().currency().getCurrencyCode()).param("key", draft.commandKey())
                .param("trace", TraceContext.current(), Types.VARCHAR).update();
        signal.raiseAfterCommit();
    }

    /** Takes up to {@code most} that are due; nobody else will until {@code lease} has passed. */
    public List<Claimed> claim(int most, Duration lease) {
        return jdbc.sql("""
                update operation o set attempt = o.attempt + 1, due_at = wb_now() + :lease * interval '1 millisecond',
                    state = case when o.state = 'pending' then 'sending' else o.state end,
                    first_sent_at = coalesce(o.first_sent_at, wb_now())
                from (select id, state from operation where due_at <= wb_now() order by due_at limit :most
                      for update skip locked) due
                where o.id = due.id
                returning due.state before, extract(epoch from wb_now() - o.created_at)::bigint age,\s""" + COLUMNS)
                .param("most", most).param("lease", lease.toMillis())
                .query((row, number) -> new Claimed(operation(row, number),
                        OperationState.of(row.getString("before")), Duration.ofSeconds(row.getLong("age"))))
                .list();
    }

    /** Ends it, once: @return the operation as it ended, or nothing if it had ended before. */
    Optional<Operation> finish(String id, Verdict verdict) {
        boolean succeeded = verdict instanceof Verdict.Succeeded;
        return jdbc.sql("""
                update operation o set state = :state, provider_ref = :ref, decline_code = :code, due_at = null,
                    last_trouble = null, finished_at = wb_now()
                where o.id = :id and o.due_at is not null
                returning\s""" + COLUMNS)
                .param("id", id)
                .param("state", (succeeded ? OperationState.SUCCEEDED : OperationState.DECLINED).wire())
                .param("ref", verdict instanceof Verdict.Succeeded(String ref) ? ref : null, Types.VARCHAR)
                .param("code", verdict instanceof Verdict.Declined(String code) ? code : null, Types.VARCHAR)
                .query(Operations::operation).optional();
    }

    /** Puts it back after an attempt that brought nothing; only the attempt that it is at may do so. */
    boolean putBack(Operation claimed, OperationState state, String trouble, Duration pause) {
        return jdbc.sql("""
                update operation set state = :state, due_at = wb_now() + :pause * interval '1 millisecond',
                    last_trouble = :trouble
                where id = :id and attempt = :attempt and due_at is not null""")
                .param("id", claimed.id()).param("attempt", claimed.attempt()).param("state", state.wire())
                .param("pause", pause.toMillis()).param("trouble", trouble).update() == 1;
    }

    Optional<Operation> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from operation o where o.id = :id").param("id", id)
                .query(Operations::operation).optional();
    }

    List<Operation> of(String paymentId) {
        return jdbc.sql("select " + COLUMNS + " from operation o where o.payment_id = :id order by o.created_at, o.id")
                .param("id", paymentId).query(Operations::operation).list();
    }

    /** How many have been without an outcome for so long. */
    public long overdue(Duration age) {
        return jdbc.sql("""
                select count(*) from operation
                where due_at is not null and created_at < wb_now() - :age * interval '1 millisecond'""")
                .param("age", age.toMillis()).query(Long.class).single();
    }

    private static Operation operation(ResultSet row, int number) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Operation(row.getString("id"), row.getString("payment_id"), OperationType.of(row.getString("type")),
                new Money(row.getLong("amount"), Currency.getInstance(row.getString("currency"))),
                row.getString("command_key"), OperationState.of(row.getString("state")), row.getInt("attempt"),
                row.getString("decline_code"), row.getString("traceparent"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
