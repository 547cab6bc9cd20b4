package dev.whiteboard.identity.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.whiteboard.identity.support.Api;
import dev.whiteboard.identity.support.IdentityTest;
import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Race;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@IdentityTest
class UserEventsTest {
    private static final ContractCheck CONTRACT = ContractCheck.of("identity.users.v1");

    @Autowired
    private Api api;

    @Test
    void aRegistrationIsAnnouncedByTheWholePublicState(Kafka kafka) {
        var user = api.register();

        var records = announced(kafka, user.id(), 1);

        CONTRACT.accept(records.getFirst().value());
        assertThat(new String(records.getFirst().value())).contains(user.username()).doesNotContain("email", "argon2");
    }

    @Test
    @Promise("identity.users-in-order")
    void parallelChangesAreAnnouncedInTheOrderOfTheirVersions(Kafka kafka) {
        var user = api.register();

        Race.of(16).run(i -> api.send("PATCH", "/api/v1/users/me", "{\"display_name\":\"name " + i + "\"}",
                "Bearer " + user.accessToken()).status());

        var records = announced(kafka, user.id(), 17);
        records.forEach(message -> CONTRACT.accept(message.value()));
        assertThat(records.stream().map(UserEventsTest::version)).isSorted().doesNotHaveDuplicates();
        assertThat(new String(records.getLast().value()))
                .contains(api.get("/api/v1/users/me", user.accessToken()).text("display_name"));
    }

    private static int version(ConsumerRecord<String, byte[]> message) {
        return new JsonMapper().readTree(message.value()).path("version").asInt();
    }

    private static List<ConsumerRecord<String, byte[]>> announced(Kafka kafka, String id, int count) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        await().atMost(Duration.ofSeconds(20)).until(() -> kafka.topics().contains(UserAnnouncements.TOPIC));
        try (var reader = kafka.reader(UserAnnouncements.TOPIC)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(message -> {
                    if (id.equals(message.key())) {
                        records.add(message);
                    }
                });
                return records.size() >= count;
            });
        }
        return records;
    }
}
