package dev.whiteboard.common.web.error;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.apache.kafka.common.errors.RetriableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a dependency that is away, hangs or is overrun from a mistake of ours: the first is 503, the second 500. */
final class Outage {
    /** Classes of states of SQL:2016 and PostgreSQL: connection lost, out of resources, operator intervention. */
    private static final Set<String> SQL_STATES = Set.of("08", "53", "57");

    /** Clients that only some services have; named, so that the others need not carry them. */
    private static final Set<String> BY_NAME = Set.of("io.lettuce.core.RedisConnectionException",
            "io.lettuce.core.RedisCommandTimeoutException", "org.apache.kafka.common.errors.TimeoutException");

    private Outage() {}

    static boolean isBehind(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (isOutage(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _,TransientDataAccessException _,RecoverableDataAccessException _ ->
                true;
            case CannotCreateTransactionException _,RetriableException _ -> true;
            case SQLTransientException _,SQLRecoverableException _,SQLNonTransientConnectionException _ -> true;
            case SQLException sql -> sql.getSQLState() != null && sql.getSQLState().length() == 5
                    && SQL_STATES.contains(sql.getSQLState().substring(0, 2));
            case ConnectException _,HttpTimeoutException _ -> true;
            default -> BY_NAME.contains(cause.getClass().getName());
        };
    }
}
