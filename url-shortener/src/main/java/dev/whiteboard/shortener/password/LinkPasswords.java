package dev.whiteboard.shortener.password;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id (RFC 9106), on a few platform threads of its own: a hash keeps a core busy for some 50 ms, so no more are computed
 * at once, a bounded number waits, and everybody else is turned away at once. A guess is charged only when its turn has
 * come, so right passwords that arrive together do not use up one another's guesses.
 */
public final class LinkPasswords implements AutoCloseable {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Duration OVERLOADED = Duration.ofSeconds(2);

    private final Argon2PasswordEncoder argon2;
    private final GuessLimit guesses;
    private final Duration patience;
    private final ThreadPoolExecutor hashers;

    LinkPasswords(PasswordProperties properties, GuessLimit guesses) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, properties.memory(), properties.passes());
        this.guesses = guesses;
        this.patience = properties.patience();
        this.hashers = new ThreadPoolExecutor(properties.concurrent(), properties.concurrent(), 0,
                TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(properties.waiting()),
                Thread.ofPlatform().daemon().name("link-passwords-", 0).factory());
    }

    public String hash(String password) {
        return inTurn(() -> Objects.requireNonNull(argon2.encode(password)));
    }

    /** @param hash the one that the link has, by {@link #hash} */
    public Verdict check(String shortKey, String password, String hash) {
        return inTurn(() -> {
            Optional<Duration> wait = guesses.charge(shortKey);
            if (wait.isPresent()) {
                return new Verdict.NotNow(wait.get());
            }
            if (!argon2.matches(password, hash)) {
                return new Verdict.Wrong();
            }
            guesses.refund(shortKey);
            return new Verdict.Right();
        });
    }

    private <T> T inTurn(Callable<T> work) {
        Future<T> result;
        try {
            result = hashers.submit(work);
        } catch (RejectedExecutionException full) {
            throw overloaded();
        }
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            result.cancel(false);
            throw overloaded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private static ProblemException overloaded() {
        return Problem.of(ErrorCode.SERVICE_UNAVAILABLE, "too many passwords are being checked")
                .retryAfter(OVERLOADED).asException();
    }

    @Override
    public void close() {
        hashers.shutdownNow();
    }
}
