package dev.whiteboard.limiter.engine.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.whiteboard.limiter.engine.rule.Rule;
import dev.whiteboard.local.servers.Place;
import dev.whiteboard.local.servers.Ports;
import dev.whiteboard.local.servers.RedisServer;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Redis;
import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TcpProxy;

/** Redis is well, and yet cannot decide: the way to it is bad, or it is a copy of another. */
@Servers(ServerKind.REDIS)
class SlowRedisTest {
    private static final Rule RULE = Nodes.rule("slow", Nodes.of("token_bucket", 1_000_000, 60));
    private static final Duration DEADLINE = Duration.ofMillis(15);
    /** Enough that the calls that find out do not decide the 99th percentile on a machine that wakes threads late. */
    private static final int CALLS = 600;
    private static final Duration WORST = Duration.ofMillis(250);

    /** What a network can do to a call. */
    private enum Network {
        /** Answers come after 80 ms: too late for any decision. */
        SLOW(proxy -> proxy.delay(Duration.ofMillis(40))),
        /** Requests arrive, have their effect, and the answers are lost. */
        ONE_WAY(TcpProxy::hangAnswers),
        /** Open, and silent. */
        HALF_OPEN(TcpProxy::hang),
        /** A few bytes a second. */
        DRIPPING(proxy -> proxy.trickle(200)),
        /** Refused and reset. */
        CUT(TcpProxy::cut);

        private final Consumer<TcpProxy> begin;

        Network(Consumer<TcpProxy> begin) {
            this.begin = begin;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Promise("limiter.decides-without-redis")
    void aBadWayToRedisCostsNobodyTimeAndDecisionsAreExactSoonAfterItIsMended(Network network, Redis redis) {
        URI url = URI.create(redis.url());
        try (TcpProxy proxy = TcpProxy.to(url.getPort());
                Nodes nodes = nodes("redis://127.0.0.1:" + proxy.port() + url.getPath())) {
            awaitExact(nodes);
            network.begin.accept(proxy);
            decidesByPolicy(nodes);
            proxy.pass();
            awaitExact(nodes);
        }
    }

    @Test
    @Promise("limiter.decides-without-redis")
    void aReplicaDoesNotDecideUntilItIsPromoted() {
        RedisServer primary = RedisServer.at(Place.temporary(), Ports.free(), false);
        RedisServer replica = RedisServer.at(Place.temporary(), Ports.free(), false);
        primary.start();
        replica.start();
        try (Nodes nodes = nodes(replica.url())) {
            awaitExact(nodes);
            RedisTroubleTest.command(replica.url(), "REPLICAOF 127.0.0.1 " + URI.create(primary.url()).getPort());
            decidesByPolicy(nodes);
            RedisTroubleTest.command(replica.url(), "REPLICAOF NO ONE");
            awaitExact(nodes);
        } finally {
            replica.kill();
            primary.kill();
        }
    }

    private static void decidesByPolicy(Nodes nodes) {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            Decision decision = Nodes.ask(nodes.limiter(0));
            took.add(System.nanoTime() - begun);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.mode()).isEqualTo(Mode.LOCAL);
        }
        RedisTroubleTest.fast(took);
        assertThat(took).allMatch(nanos -> nanos < WORST.toNanos());
        assertThat(nodes.link(0).isOpen()).isFalse();
    }

    private static void awaitExact(Nodes nodes) {
        await().atMost(Duration.ofSeconds(2)).until(() -> Nodes.ask(nodes.limiter(0)).mode() == Mode.EXACT);
    }

    private static Nodes nodes(String url) {
        return new Nodes(url, 1, Nodes.book(RULE), DEADLINE, LimiterSettings.USUAL);
    }
}
