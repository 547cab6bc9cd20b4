package dev.whiteboard.identity.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final SigningSettings SETTINGS = new SigningSettings("", Duration.ofDays(30), Duration.ofMinutes(15),
            Duration.ofHours(1));
    private static RSAKey rsa;

    @BeforeAll
    static void oneKeyIsEnough() throws Exception {
        rsa = new RSAKeyGenerator(2048).generate();
    }

    @Test
    void anEmptyRingNeedsAKeyThatSignsAtOnce() {
        assertThat(new KeyRing(List.of()).successor(DAY_0, SETTINGS)).contains(new KeyRing.Successor(1, DAY_0));
        assertThat(new KeyRing(List.of()).signer(DAY_0)).isEmpty();
    }

    @Test
    void aSuccessorIsPublishedBeforeItsTimeAndSignsOnlyThen() {
        var due = DAY_0.plus(Duration.ofDays(30)).minus(Duration.ofMinutes(15));
        var one = key(1, DAY_0);
        var alone = new KeyRing(List.of(one));

        assertThat(alone.successor(due.minusMillis(1), SETTINGS)).isEmpty();
        assertThat(alone.successor(due, SETTINGS)).contains(new KeyRing.Successor(2, due.plusSeconds(900)));

        var two = key(2, due.plusSeconds(900));
        var both = new KeyRing(List.of(one, two));
        assertThat(both.published().getKeys()).hasSize(2);
        assertThat(both.signer(due.plusSeconds(899))).contains(one);
        assertThat(both.signer(due.plusSeconds(900))).contains(two);
        assertThat(both.successor(due, SETTINGS)).isEmpty();
    }

    @Test
    void aKeyIsGoneOnlyWhenAllItsTokensAreDead() {
        var both = new KeyRing(List.of(key(1, DAY_0), key(2, DAY_0.plusSeconds(10))));
        var hourLater = DAY_0.plusSeconds(10).plus(Duration.ofHours(1));

        assertThat(both.dead(hourLater, SETTINGS.keepAfter())).isEmpty();
        assertThat(both.dead(hourLater.plusMillis(1), SETTINGS.keepAfter())).containsExactly(1);
    }

    @Test
    void whatIsPublishedHasNoPrivateHalf() {
        assertThat(new KeyRing(List.of(key(1, DAY_0))).published().toString()).doesNotContain("\"d\"", "\"p\"");
    }

    private static SigningKey key(int generation, Instant from) {
        return new SigningKey(generation, new RSAKey.Builder(rsa).keyID("k" + generation).build(), from);
    }
}
