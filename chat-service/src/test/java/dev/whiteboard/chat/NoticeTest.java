package dev.whiteboard.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.ContractCheck;
import dev.whiteboard.testkit.Kafka;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is away is notified, once, and of nothing that was said. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.KAFKA}, shared = true)
class NoticeTest {
    private static Chat chat;

    @BeforeAll
    static void start(TestEnvironment environment, TestTokens tokens) {
        chat = TwoNodes.on(environment, tokens).here();
    }

    @Test
    void onlyMembersWhoAreAwayAreNotifiedAndOnlyOnce(Kafka kafka) {
        long[] user = TwoNodes.newUsers(3);
        String group = chat.group(user[0], user[1], user[2]);
        try (Socket sender = chat.connect(user[0]); Socket there = chat.connect(user[1])) {
            there.settle();
            for (int i = 0; i < 5; i++) {
                sender.sayAndWait(group, "a secret", "notice-" + group + i);
            }
            var requested = kafka.read("notification.requested.v1", 1, Duration.ofSeconds(20)).stream()
                    .filter(event -> new String(event.value()).contains(group)).toList();
            String later = chat.direct(user[0], TwoNodes.newUser());
            sender.sayAndWait(later, "to nobody there", "notice-" + later);
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kafka
                    .read("notification.requested.v1", 1, Duration.ofSeconds(5)).stream()
                    .anyMatch(event -> new String(event.value()).contains(later)));
            var all = kafka.read("notification.requested.v1", 1, Duration.ofSeconds(5)).stream()
                    .filter(event -> new String(event.value()).contains(group)).toList();
            assertThat(all).hasSize(1);
            assertThat(all.getFirst().key()).isEqualTo(Chat.user(user[2]));
            assertThat(new String(all.getFirst().value())).doesNotContain("secret");
            ContractCheck.of("notification.requested.v1").accept(all.getFirst().value());
            assertThat(requested).hasSizeLessThanOrEqualTo(1);
        }
    }
}
