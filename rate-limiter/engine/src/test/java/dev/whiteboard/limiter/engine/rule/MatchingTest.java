package dev.whiteboard.limiter.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.whiteboard.limiter.engine.algorithm.FixedWindow;
import dev.whiteboard.limiter.engine.algorithm.Quota;

/** Which rules bind which requests, and whom they count them for. */
class MatchingTest {
    private static final Subject NOBODY = Subject.anonymous("203.0.113.9");
    private static final Subject USER = Subject.signedIn("usr_1");
    private static final Subject KEYED = Subject.keyed("free", "key_1", "usr_1");

    @ParameterizedTest
    @CsvSource({"*,/anything,true", "/api/*,/api/v1/x,true", "/api/*,/api/,true", "/api/*,/apis,false",
        "/api/v1/x,/api/v1/x,true", "/api/v1/x,/api/v1/x/y,false", "/api/v1/x,/api/v1,false"})
    void aPatternIsExactOrAPrefix(String pattern, String path, boolean covers) {
        assertThat(new EndpointPattern(pattern).covers(path)).isEqualTo(covers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "/a*b", "**", "/a**", "/a b", "/a?b", "/ä"})
    void whatIsNoPatternIsRefused(String text) {
        assertThatThrownBy(() -> new EndpointPattern(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyKindBindsOnlyRequestsThatHaveIt() {
        assertThat(boundBy("default", KeyKind.IP, NOBODY)).isEqualTo("203.0.113.9");
        assertThat(boundBy("default", KeyKind.IP, USER)).isNull();
        assertThat(boundBy("default", KeyKind.USER, USER)).isEqualTo("usr_1");
        assertThat(boundBy("default", KeyKind.USER, NOBODY)).isNull();
        assertThat(boundBy("free_tier", KeyKind.API_KEY, KEYED)).isEqualTo("key_1");
        assertThat(boundBy("free_tier", KeyKind.USER, KEYED)).isEqualTo("usr_1");
        assertThat(boundBy("free_tier", KeyKind.IP, KEYED)).isNull();
        assertThat(boundBy("default", KeyKind.API_KEY, USER)).isNull();
        assertThat(boundBy("default", KeyKind.GLOBAL, USER)).isEqualTo(boundBy("default", KeyKind.GLOBAL, NOBODY));
    }

    @Test
    void withoutAKeyKindTheFirstOfKeyUserAndAddressCounts() {
        assertThat(boundBy("free_tier", null, KEYED)).isEqualTo("key_1");
        assertThat(boundBy("default", null, USER)).isEqualTo("usr_1");
        assertThat(boundBy("default", null, NOBODY)).isEqualTo("203.0.113.9");
    }

    @Test
    void aRuleBindsItsOwnClientTypeAlone() {
        assertThat(boundBy("paid_tier", null, KEYED)).isNull();
        assertThat(boundBy("default", null, KEYED)).isNull();
    }

    @Test
    void aNamedClientCountsLikeTheOneAtTheFrontDoor() {
        assertThat(boundBy("default", KeyKind.IP, Subject.named("default", "203.0.113.9"))).isEqualTo("203.0.113.9");
        assertThat(boundBy("default", KeyKind.USER, Subject.named("default", "203.0.113.9"))).isNull();
        assertThat(boundBy("default", KeyKind.IP, Subject.named("default", "usr_1"))).isNull();
        assertThat(boundBy("default", KeyKind.USER, Subject.named("default", "usr_1"))).isEqualTo("usr_1");
        assertThat(boundBy("free_tier", KeyKind.API_KEY, Subject.named("free_tier", "key_1"))).isEqualTo("key_1");
        assertThat(boundBy("gold", KeyKind.IP, Subject.named("gold", "anything"))).isEqualTo("anything");
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:1:2::1,2001:0db8:0001:0002::/64", "2001:db8:1:2:ffff::9,2001:0db8:0001:0002::/64",
        "2001:db8:1:3::1,2001:0db8:0001:0003::/64", "::ffff:203.0.113.9,203.0.113.9", "203.0.113.9,203.0.113.9",
        "::g,::g"})
    void anAddressThatAClientCanChangeAtWillCountsAsItsHousehold(String address, String counted) {
        assertThat(boundBy("default", KeyKind.IP, Subject.anonymous(address))).isEqualTo(counted);
        assertThat(boundBy("default", KeyKind.IP, Subject.named("default", address))).isEqualTo(counted);
    }

    @Test
    void allMatchingRulesApplyTogether() {
        RuleBook demo = RuleSet.DEMO.book();
        assertThat(demo.match(NOBODY, "/api/v1/shorten")).extracting(bound -> bound.rule().id())
                .containsExactlyInAnyOrder("demo-anonymous", "demo-shorten");
        assertThat(demo.match(USER, "/api/v1/shorten")).extracting(bound -> bound.rule().id())
                .containsExactly("demo-signed-in");
        assertThat(demo.match(Subject.named("unheard-of", "x"), "/api/v1/shorten")).isEmpty();
    }

    private static @Nullable String boundBy(String type, @Nullable KeyKind kind, Subject subject) {
        Rule rule = new Rule("r", 1, type, new EndpointPattern("*"),
                new FixedWindow(Quota.of(1, Duration.ofSeconds(1))),
                kind, FailurePolicy.OPEN, false);
        List<Bound> bounds = new RuleBook(1, List.of(rule)).match(subject, "/x");
        return bounds.isEmpty() ? null : bounds.getFirst().id();
    }
}
