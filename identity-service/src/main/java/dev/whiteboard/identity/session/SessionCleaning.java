package dev.whiteboard.identity.session;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what no decision needs any more; every replica may do so, the second finds nothing. */
@Component
class SessionCleaning {
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final SessionSettings settings;

    SessionCleaning(JdbcClient jdbc, SessionSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** A sealed successor is readable with the old token, so it goes as soon as the grace is over. */
    @Scheduled(fixedDelayString = "${whiteboard.identity.session.unseal-every:30s}")
    void forgetSuccessors() {
        jdbc.sql("""
                update refresh_tokens set successor_sealed = null
                where successor_sealed is not null and rotated_at < wb_now() - :grace * interval '1 ms'""")
                .param("grace", settings.grace().toMillis())
                .update();
    }

    /** A family goes, with its tokens, a day after the last of them expired. */
    @Scheduled(fixedDelayString = "${whiteboard.identity.session.clean-every:10m}")
    void forgetFamilies() {
        jdbc.sql("""
                delete from refresh_families where id in (
                    select id from refresh_families where expires_at < wb_now() - interval '1 day'
                    limit ? for update skip locked)""").param(BATCH).update();
    }

    /** Of a family that lives on, a token goes a day after it would have expired had it not been rotated. */
    @Scheduled(fixedDelayString = "${whiteboard.identity.session.clean-every:10m}")
    void forgetTokens() {
        jdbc.sql("""
                delete from refresh_tokens where hash in (
                    select hash from refresh_tokens
                    where rotated_at is not null and expires_at < wb_now() - interval '1 day'
                    limit ? for update skip locked)""").param(BATCH).update();
    }
}
