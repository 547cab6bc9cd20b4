package dev.whiteboard.chat.notice;

import dev.whiteboard.common.database.Chore;
import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** Wires the notices. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_ROUNDS = 10;

    /** Its room does not exist yet; until then who writes it declares it. */
    @Bean
    NewTopic notificationRequested() {
        return TopicBuilder.name(NotificationRequested.TOPIC).partitions(6).build();
    }

    @Bean
    Chore requestNotifications(Notices notices) {
        return new Chore("request notifications", OFTEN, () -> {
            int rounds = 1;
            while (notices.round() && rounds < MOST_ROUNDS) {
                rounds++;
            }
        });
    }

    @Bean
    Chore forgetActivity(NoticeStore store) {
        return new Chore("forget activity", KEPT, () -> store.forget(KEPT));
    }
}
