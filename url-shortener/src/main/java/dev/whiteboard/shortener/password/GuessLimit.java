package dev.whiteboard.shortener.password;

import dev.whiteboard.shortener.resource.Script;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * So many wrong guesses at a link's password, in any window, by all who guess. A guess is charged before the password is
 * looked at, so that guesses made at once, on any number of nodes, cannot all pass before the first of them is counted.
 */
final class GuessLimit {
    private static final String CHARGE = Script.read("sql/charge_guess.sql");

    private final JdbcClient jdbc;
    private final int most;
    private final double windowSeconds;

    GuessLimit(JdbcClient jdbc, int most, Duration window) {
        this.jdbc = jdbc;
        this.most = most;
        this.windowSeconds = window.toMillis() / 1_000.0;
    }

    /** @return nothing if the guess may be made and was charged, else how long nobody may guess */
    Optional<Duration> charge(String shortKey) {
        int charged = jdbc.sql(CHARGE).param("key", shortKey).param("window", windowSeconds).param("most", most)
                .update();
        return charged == 1 ? Optional.empty() : Optional.of(rest(shortKey));
    }

    /** The guess was right, so it was none. */
    void refund(String shortKey) {
        jdbc.sql("update password_guess set guesses = guesses - 1 where short_key = ? and guesses > 0").param(shortKey)
                .update();
    }

    private Duration rest(String shortKey) {
        double seconds = jdbc.sql("select :window - extract(epoch from wb_now() - since) from password_guess "
                + "where short_key = :key").param("window", windowSeconds).param("key", shortKey)
                .query(Double.class).optional().orElse(windowSeconds);
        return Duration.ofMillis(Math.max(1, (long) (seconds * 1_000)));
    }
}
