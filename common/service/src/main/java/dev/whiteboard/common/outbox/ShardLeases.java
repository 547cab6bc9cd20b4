package dev.whiteboard.common.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which shards this relay may send, as rows of {@code outbox_shard} on the database's clock.
 *
 * <p>A relay says that it is alive, counts who else is, and gives away or claims shards until it holds its fair share. It
 * only ever locks its own rows and, skipping what is locked, free ones: relays never wait for each other.
 */
final class ShardLeases {
    private static final String SEEN = """
            INSERT INTO outbox_relay (owner, seen_until) VALUES (:owner, wb_now() + :millis * interval '1 millisecond')
            ON CONFLICT (owner) DO UPDATE SET seen_until = excluded.seen_until
            """;

    private static final String FORGET_THE_DEAD = """
            DELETE FROM outbox_relay WHERE owner IN (
                SELECT owner FROM outbox_relay WHERE seen_until < wb_now() FOR UPDATE SKIP LOCKED)
            """;

    private static final String ALIVE = "SELECT count(*) FROM outbox_relay WHERE seen_until >= wb_now()";

    private static final String RENEW = """
            UPDATE outbox_shard SET leased_until = wb_now() + :millis * interval '1 millisecond'
            WHERE owner = :owner
            RETURNING shard
            """;

    private static final String RELEASE = """
            UPDATE outbox_shard SET owner = NULL, leased_until = '-infinity'
            WHERE owner = :owner AND shard IN (
                SELECT shard FROM outbox_shard WHERE owner = :owner ORDER BY shard DESC LIMIT :excess)
            RETURNING shard
            """;

    private static final String CLAIM = """
            UPDATE outbox_shard SET owner = :owner, leased_until = wb_now() + :millis * interval '1 millisecond'
            WHERE shard IN (
                SELECT shard FROM outbox_shard WHERE leased_until < wb_now()
                ORDER BY shard LIMIT :missing FOR UPDATE SKIP LOCKED)
            RETURNING shard
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final String owner;
    private final Duration lease;

    ShardLeases(JdbcClient jdbc, TransactionOperations transactions, String owner, Duration lease) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.owner = owner;
        this.lease = lease;
    }

    /** Renews, balances, and returns the shards that this relay holds for the length of a lease from the call on. */
    List<Integer> refresh() {
        return transactions.execute(_ -> {
            jdbc.sql(SEEN).param("owner", owner).param("millis", lease.toMillis()).update();
            jdbc.sql(FORGET_THE_DEAD).update();
            FairShare share = new FairShare(jdbc.sql(ALIVE).query(Integer.class).single());
            List<Integer> held = new ArrayList<>(shards(jdbc.sql(RENEW).param("millis", lease.toMillis())));
            if (share.toRelease(held.size()) > 0) {
                held.removeAll(shards(jdbc.sql(RELEASE).param("excess", share.toRelease(held.size()))));
            } else if (share.toClaim(held.size()) > 0) {
                held.addAll(shards(jdbc.sql(CLAIM)
                        .param("millis", lease.toMillis())
                        .param("missing", share.toClaim(held.size()))));
            }
            return List.copyOf(held);
        });
    }

    /** Gives everything back, so that others need not wait for the lease to end. */
    void leave() {
        transactions.executeWithoutResult(_ -> {
            shards(jdbc.sql(RELEASE).param("excess", KeyHash.SHARDS));
            jdbc.sql("DELETE FROM outbox_relay WHERE owner = :owner").param("owner", owner).update();
        });
    }

    private List<Integer> shards(JdbcClient.StatementSpec statement) {
        return statement.param("owner", owner).query(Integer.class).list();
    }
}
