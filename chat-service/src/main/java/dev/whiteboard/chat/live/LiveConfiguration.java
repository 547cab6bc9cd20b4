package dev.whiteboard.chat.live;

import dev.whiteboard.chat.conversation.MembersChanged;
import dev.whiteboard.chat.conversation.Memberships;
import dev.whiteboard.chat.log.LogStore;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Wires what nodes tell each other. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {
    @Bean
    NodeName nodeName() {
        return NodeName.draw();
    }

    @Bean
    Redis chatRedis(@Value("${REDIS_URL}") String url, NodeName node) {
        return new Redis(url, Backplane.ALL, Backplane.NODE + node.text());
    }

    @Bean
    Whereabouts whereabouts(Redis redis, Outlets outlets, NodeName node, LiveProperties properties) {
        return new Whereabouts(redis, outlets, node, properties);
    }

    @Bean
    Backplane backplane(Redis redis, Whereabouts whereabouts, LiveProperties properties) {
        return new Backplane(redis, whereabouts, properties);
    }

    @Bean
    Feeds feeds(Memberships memberships, LogStore log, Outlets outlets, Backplane backplane) {
        return new Feeds(memberships, log, outlets, backplane);
    }

    @Bean
    DatabaseTime databaseTime() {
        return new DatabaseTime(Clock.systemUTC());
    }

    @Bean
    GrowthCheck growthCheck(JdbcClient jdbc, Feeds feeds, DatabaseTime time) {
        var check = new GrowthCheck(jdbc, feeds, time);
        check.check();
        return check;
    }

    @Bean
    Pulse pulse(Whereabouts whereabouts, Memberships memberships, Backplane backplane) {
        return new Pulse(whereabouts, memberships, backplane);
    }

    /** Keeps the node's lease, gives it up at the end, and passes on who joins and leaves. */
    static class Pulse implements SmartLifecycle {
        private final Whereabouts whereabouts;
        private final Memberships memberships;
        private final Backplane backplane;
        private volatile boolean running;

        Pulse(Whereabouts whereabouts, Memberships memberships, Backplane backplane) {
            this.whereabouts = whereabouts;
            this.memberships = memberships;
            this.backplane = backplane;
        }

        @Scheduled(fixedRateString = "${whiteboard.live.heartbeat}")
        void beat() {
            if (running) {
                whereabouts.renew();
            }
        }

        @EventListener
        void on(MembersChanged change) {
            memberships.changed(change.conversationId(), change.version());
            backplane.announceMembers(change.conversationId(), change.version());
        }

        @Override
        public void start() {
            running = true;
            whereabouts.renew();
        }

        @Override
        public void stop() {
            running = false;
            whereabouts.leave();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        /** After the lanes, before the sockets. */
        @Override
        public int getPhase() {
            return -500;
        }
    }
}
