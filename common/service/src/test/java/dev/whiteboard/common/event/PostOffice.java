package dev.whiteboard.common.event;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.inbox.Event;
import dev.whiteboard.common.inbox.EventHandler;
import dev.whiteboard.common.outbox.Outbox;
import dev.whiteboard.common.outbox.OutboxEvent;

/** A service that sends itself letters: everything that common has, wired as a service wires it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PostOffice.Counter.class, PostOffice.Carrier.class})
class PostOffice {
    static final String TOPIC = "office.letters.v1";
    static final String TABLE = "CREATE TABLE letter (id text PRIMARY KEY, recipient text, arrived boolean DEFAULT false)";

    record Letter(
            String id,
            String recipient) {}

    @Bean
    NewTopic letters() {
        return TopicBuilder.name(TOPIC).partitions(3).build();
    }

    @RestController
    static class Counter {
        private final SnowflakeGenerator ids;
        private final JdbcClient jdbc;
        private final Outbox outbox;

        Counter(SnowflakeGenerator ids, JdbcClient jdbc, Outbox outbox) {
            this.ids = ids;
            this.jdbc = jdbc;
            this.outbox = outbox;
        }

        @PostMapping("/public/letters")
        @ResponseStatus(HttpStatus.CREATED)
        @Transactional
        public Letter send(@RequestBody Map<String, String> letter) {
            Letter sent = new Letter(PublicId.format("ltr", ids.next()), letter.get("recipient"));
            jdbc.sql("INSERT INTO letter (id, recipient) VALUES (?, ?)").params(sent.id(), sent.recipient()).update();
            outbox.append(new OutboxEvent(TOPIC, sent.recipient(), "letter.sent", sent));
            return sent;
        }
    }

    static class Carrier implements EventHandler<Letter> {
        final Set<String> moved = ConcurrentHashMap.newKeySet();

        private final JdbcClient jdbc;

        Carrier(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public String consumer() {
            return "office.carrier";
        }

        @Override
        public String topic() {
            return TOPIC;
        }

        @Override
        public Class<Letter> payload() {
            return Letter.class;
        }

        @Override
        public void handle(Event<Letter> event) {
            if (moved.contains(event.key())) {
                throw new IllegalStateException(event.key() + " has moved");
            }
            jdbc.sql("UPDATE letter SET arrived = true WHERE id = ?").param(event.payload().id()).update();
        }
    }
}
