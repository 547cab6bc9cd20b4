package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.whiteboard.limiter.engine.redis.RedisLink;
import dev.whiteboard.limiter.engine.redis.RedisSettings;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.Toy;

/** While Redis is away the nodes together admit one limit, not one each. */
@Servers(ServerKind.REDIS)
class LocalShareTest {
    private static final int NODES = 4;
    private static final long LIMIT = 400;

    @Test
    @Promise("limiter.local-shares-add-up")
    void theSharesOfAllNodesAddUpToTheLimit(Redis redis) {
        try (Nodes nodes = nodes(redis)) {
            redis.server().suspend();
            try {
                await().until(() -> count(nodes) == NODES);
                long passed = nodes.limiters().stream().mapToLong(LocalShareTest::drain).sum();
                addsUp(passed);
            } finally {
                redis.server().resume();
            }
        }
    }

    @Test
    @Promise(value = "limiter.local-shares-add-up", naive = true)
    void nodesThatDoNotKnowOfEachOtherAdmitTheLimitEach(Redis redis) {
        Toy.mustFail(1, () -> {
            LocalShares alone = new LocalShares(10);
            long passed = 0;
            for (int node = 0; node < NODES; node++) {
                for (int i = 0; i < LIMIT; i++) {
                    passed += alone.take("node" + node, Nodes.of("token_bucket", LIMIT, 3_600), 1, 1, 0).retry() == 0
                            ? 1
                            : 0;
                }
            }
            addsUp(passed);
        });
    }

    @Test
    @Promise("limiter.local-shares-go-on")
    void aShareGoesOnFromWhatRedisHasCounted(Redis redis) {
        try (Nodes nodes = nodes(redis)) {
            for (int i = 0; i < LIMIT; i++) {
                assertThat(Nodes.ask(nodes.limiter(i % NODES)).allowed()).isTrue();
            }
            redis.server().suspend();
            try {
                await().until(() -> count(nodes) == NODES);
                isUsedUp(nodes.limiters().stream().mapToLong(LocalShareTest::drain).sum());
            } finally {
                redis.server().resume();
            }
        }
    }

    @Test
    @Promise(value = "limiter.local-shares-go-on", naive = true)
    void aShareThatBeginsFullAdmitsTheLimitOnceMore() {
        Toy.mustFail(1, () -> {
            LocalShares forgetful = new LocalShares(10);
            long passed = 0;
            for (int i = 0; i < LIMIT; i++) {
                passed += forgetful.take("key", Nodes.of("token_bucket", LIMIT, 3_600), NODES, 1, 0).retry() == 0
                        ? 1
                        : 0;
            }
            isUsedUp(passed);
        });
    }

    @Test
    void whoStandsBesideTheTrafficTakesNobodysShare(Redis redis) {
        RedisSettings settings = RedisSettings.of(redis.url(), "bystander").standingBy();
        try (Nodes nodes = nodes(redis); RedisLink bystander = new RedisLink(settings)) {
            await().until(() -> bystander.isOpen() && bystander.nodes() == NODES + 1);
            await().pollDelay(Duration.ofMillis(600)).until(() -> nodes.link(0).nodes() == NODES);
            redis.server().suspend();
            try {
                await().until(() -> count(nodes) == NODES);
                addsUp(nodes.limiters().stream().mapToLong(LocalShareTest::drain).sum());
            } finally {
                redis.server().resume();
            }
        }
    }

    private static Nodes nodes(Redis redis) {
        return new Nodes(redis.url(), NODES, Nodes.book(Nodes.rule("share", Nodes.of("token_bucket", LIMIT, 3_600))),
                Duration.ofMillis(15), LimiterSettings.USUAL);
    }

    private static long count(Nodes nodes) {
        long closed = 0;
        for (int i = 0; i < NODES; i++) {
            RedisLink link = nodes.link(i);
            closed += link.isOpen() ? 0 : 1;
        }
        return closed;
    }

    private static long drain(RateLimiter limiter) {
        long passed = 0;
        for (int i = 0; i < LIMIT; i++) {
            passed += Nodes.ask(limiter).allowed() ? 1 : 0;
        }
        return passed;
    }

    /** Each node may have missed what the others took last. */
    private static void isUsedUp(long passed) {
        assertThat(passed).isLessThanOrEqualTo(NODES);
    }

    private static void addsUp(long passed) {
        assertThat(passed).isBetween(LIMIT, LIMIT + NODES);
    }
}
