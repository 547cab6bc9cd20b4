package dev.whiteboard.identity.login;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets names nobody has tried for longer than any window and delay, so that guessing names fills no table. */
@Component
class AttemptCleaning {
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final ThrottleSettings settings;

    AttemptCleaning(JdbcClient jdbc, ThrottleSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${whiteboard.identity.login-throttle.clean-every:1m}")
    void forget() {
        jdbc.sql("""
                delete from login_attempts where username in (
                    select username from login_attempts
                    where last_at < wb_now() - :quiet * interval '1 ms'
                    limit :batch for update skip locked)""")
                .param("quiet", settings.window().plus(settings.longestDelay()).toMillis())
                .param("batch", BATCH)
                .update();
    }
}
