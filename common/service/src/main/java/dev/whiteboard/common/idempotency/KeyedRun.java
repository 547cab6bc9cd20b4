package dev.whiteboard.common.idempotency;

import java.io.IOException;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import dev.whiteboard.common.crash.CrashPoint;
import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.web.error.FailureReport;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;

/**
 * Runs a claimed request so that its effects and its answer are stored together or not at all.
 *
 * <p>The transaction spans the handler. Its last statement stores the answer if the claim's token is still the row's: an
 * owner that stalled past its lease and was taken over changes nothing, whatever it did.
 */
final class KeyedRun {
    private static final Logger log = LoggerFactory.getLogger(KeyedRun.class);

    private final IdempotencyTable table;
    private final AnswerSeal seal;
    private final PlatformTransactionManager transactions;
    private final DefaultTransactionDefinition spanning = new DefaultTransactionDefinition();

    KeyedRun(IdempotencyTable table, AnswerSeal seal, PlatformTransactionManager transactions,
            IdempotencyProperties properties) {
        this.table = table;
        this.seal = seal;
        this.transactions = transactions;
        this.spanning.setTimeout((int) properties.lease().toSeconds());
    }

    /** Leaves in {@code response} what the client is to be told; the key is answered or free when this returns. */
    void run(KeyedRequest key, UUID token, BufferedRequest request, BufferedResponse response, FilterChain chain)
            throws IOException {
        try {
            inOneTransaction(key, token, request, response, chain);
        } catch (TakenOver e) {
            response.startOver();
            FailureReport.answer(request, response, takenOver());
            return;
        } catch (ServletException | IOException | RuntimeException e) {
            response.startOver();
            FailureReport.answer(request, response, e);
        }
        switch (Fate.of(response.getStatus())) {
            case COMMITTED -> {
                // Stored in the transaction of the effects.
            }
            case REFUSED -> table.store(key, token, seal.seal(Answer.of(response), key));
            case FAILED -> table.release(key, token);
        }
    }

    private void inOneTransaction(KeyedRequest key, UUID token, BufferedRequest request, BufferedResponse response,
            FilterChain chain) throws IOException, ServletException {
        TransactionStatus transaction = transactions.getTransaction(spanning);
        try {
            chain.doFilter(request, response);
            CrashPoint.reached("idempotency.handled");
            if (Fate.of(response.getStatus()) == Fate.COMMITTED) {
                requireWhole(transaction);
                if (!table.store(key, token, seal.seal(Answer.of(response), key))) {
                    throw new TakenOver();
                }
                CrashPoint.reached("idempotency.stored");
                transactions.commit(transaction);
            }
        } finally {
            if (!transaction.isCompleted()) {
                transactions.rollback(transaction);
            }
        }
    }

    /** A handler that swallowed a failure of its own transaction says success about something that will be rolled back. */
    private static void requireWhole(TransactionStatus transaction) {
        if (transaction.isRollbackOnly()) {
            log.error("The handler answered with success although its transaction cannot commit");
            throw new IllegalStateException("success without a transaction that can commit");
        }
    }

    private static RuntimeException takenOver() {
        return Problem.of(ErrorCode.REQUEST_IN_PROGRESS, "this took too long and another attempt took over")
                .retryAfter(IdempotencyFilter.RETRY_AFTER)
                .asException();
    }

    /** What an answer's status means for effects and key. */
    enum Fate {
        /** Effects and answer are kept. */
        COMMITTED,
        /** Effects are undone, the answer is kept: asking again would be refused again. */
        REFUSED,
        /** Effects are undone, nothing is kept: asking again may succeed. */
        FAILED;

        static Fate of(int status) {
            if (status < 400) {
                return COMMITTED;
            }
            return status >= 500 || status == 401 || status == 429 ? FAILED : REFUSED;
        }
    }

    /** The claim's token is no longer the row's. */
    private static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
