package dev.whiteboard.feed.like;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the audit walk through all tweets, a page at a time, for ever. */
@Configuration(proxyBeanMethods = false)
class LikeConfiguration {
    private static final int PAGE = 500;

    @Bean
    Chore countAudits(CountAudit audit, @Value("${whiteboard.feed.audit-interval}") Duration interval) {
        var place = new AtomicLong();
        return new Chore("count-audit", interval, () -> place.set(audit.repair(place.get(), PAGE)));
    }
}
