package dev.whiteboard.common.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code idempotency}; every change is one compare-and-set on the database's clock. */
final class IdempotencyTable {
    private static final int SWEEP = 2_000;
    private static final int ATTEMPTS = 5;

    /** Takes a new key, a key whose runner is dead, or a key that has expired; touches nothing otherwise. */
    private static final String CLAIM = """
            INSERT INTO idempotency (id, request_hash, token, leased_until, expires_at)
            VALUES (:id, :hash, :token, wb_now() + :lease * interval '1 millisecond',
                    wb_now() + :retention * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE
            SET request_hash = excluded.request_hash, token = excluded.token, leased_until = excluded.leased_until,
                expires_at = excluded.expires_at, answer = NULL
            WHERE idempotency.expires_at < wb_now()
               OR (idempotency.answer IS NULL AND idempotency.leased_until < wb_now()
                   AND idempotency.request_hash = excluded.request_hash)
            """;

    private static final String STORE = """
            UPDATE idempotency SET answer = :answer, expires_at = wb_now() + :retention * interval '1 millisecond'
            WHERE id = :id AND token = :token AND answer IS NULL
            """;

    private static final String RELEASE = "DELETE FROM idempotency WHERE id = :id AND token = :token AND answer IS NULL";

    private static final String FORGET = """
            DELETE FROM idempotency WHERE id IN (
                SELECT id FROM idempotency WHERE expires_at < wb_now()
                ORDER BY expires_at LIMIT :limit FOR UPDATE SKIP LOCKED)
            """;

    private final JdbcClient jdbc;
    private final IdempotencyProperties properties;

    IdempotencyTable(JdbcClient jdbc, IdempotencyProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Claims the key for this request, or says what stands in its way. */
    Claim claim(KeyedRequest request) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            UUID token = UUID.randomUUID();
            int claimed = jdbc.sql(CLAIM)
                    .param("id", request.id())
                    .param("hash", request.hash())
                    .param("token", token)
                    .param("lease", properties.lease().toMillis())
                    .param("retention", properties.retention().toMillis())
                    .update();
            if (claimed == 1) {
                return new Claim.Granted(token);
            }
            Optional<Claim> obstacle = find(request);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            // Released between the two statements: it is free again.
        }
        return new Claim.Running();
    }

    /** Stores the sealed answer if the run that {@code token} stands for still owns the key. */
    boolean store(KeyedRequest request, UUID token, byte[] sealed) {
        return jdbc.sql(STORE)
                .param("answer", sealed)
                .param("retention", properties.retention().toMillis())
                .param("id", request.id())
                .param("token", token)
                .update() == 1;
    }

    /** Frees the key, unless it was answered or taken over. */
    void release(KeyedRequest request, UUID token) {
        jdbc.sql(RELEASE).param("id", request.id()).param("token", token).update();
    }

    /** Deletes a bounded number of expired keys. */
    void forgetExpired() {
        jdbc.sql(FORGET).param("limit", SWEEP).update();
    }

    private Optional<Claim> find(KeyedRequest request) {
        return jdbc.sql("SELECT request_hash, answer FROM idempotency WHERE id = :id")
                .param("id", request.id())
                .query((row, _) -> obstacle(row, request))
                .optional();
    }

    private static Claim obstacle(ResultSet row, KeyedRequest request) throws SQLException {
        if (!Arrays.equals(row.getBytes("request_hash"), request.hash())) {
            return new Claim.Reused();
        }
        byte[] answer = row.getBytes("answer");
        return answer == null ? new Claim.Running() : new Claim.Answered(answer);
    }
}
