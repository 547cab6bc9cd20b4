package dev.whiteboard.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"max-age=60|60", "MAX-AGE=\"60\"|60", "public, max-age=60, s-maxage=5|5",
        "max-age=60, max-age=10|10", "max-age=soon|0", "max-age=-1|0", "max-age=99999999999999999999|2147483647",
        "no-cache, max-age=60|0", "foo=\"max-age=60\"|0", "foo=\"a, no-store\", max-age=7|7", "max-age=1.5|0"})
    void freshnessIsWhatTheOriginSays(String control, long seconds) {
        Verdict verdict = Verdict.judge(200, headers("Cache-Control", control, "ETag", "\"x\""), 5);
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Keep.class,
                keep -> assertThat(keep.terms().lifetime()).isEqualTo(TimeUnit.SECONDS.toNanos(seconds)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"private|no-store", "no-store, max-age=60|no-store",
        "max-age=60, Private=\"set-cookie\"|no-store", "max-age=60, foo=\"no end|no-store", "public|ttl"})
    void whatIsNotForSharingIsPassed(String control, String reason) {
        assertThat(Verdict.judge(200, headers("Cache-Control", control), 5)).isEqualTo(new Verdict.Pass(reason));
    }

    @Test
    void anAnswerThatDependsOnMoreThanItsKeyIsPassed() {
        assertThat(Verdict.judge(200, headers("Cache-Control", "max-age=60", "Vary", "Cookie"), 5))
                .isEqualTo(new Verdict.Pass("vary"));
        assertThat(Verdict.judge(200, headers("Cache-Control", "max-age=60", "Vary", "*"), 5))
                .isEqualTo(new Verdict.Pass("vary"));
        assertThat(Verdict.judge(200, headers("Cache-Control", "max-age=60", "Set-Cookie", "a=b"), 5))
                .isEqualTo(new Verdict.Pass("set-cookie"));
        assertThat(Verdict.judge(206, headers("Cache-Control", "max-age=60"), 5)).isEqualTo(new Verdict.Pass("status"));
        assertThat(Verdict.judge(302, headers("Cache-Control", "max-age=60"), 5)).isEqualTo(new Verdict.Pass("status"));
    }

    @Test
    void whatItVariesOnIsSortedAndNamedOnce() {
        assertThat(Verdict.judge(200, headers("Cache-Control", "max-age=60", "Vary",
                "Origin, Accept-Language, accept-encoding,Accept-Language"), 5)).isInstanceOfSatisfying(
                        Verdict.Keep.class,
                        keep -> assertThat(keep.varying()).isEqualTo(List.of("accept-encoding", "accept-language")));
    }

    @Test
    void expiresCountsFromTheDateOfTheAnswer() {
        HttpHeaders headers = headers("Date", "Fri, 20 Nov 2026 10:00:00 GMT", "Expires",
                "Fri, 20 Nov 2026 10:01:00 GMT");
        assertThat(Verdict.judge(200, headers, 5)).isInstanceOfSatisfying(Verdict.Keep.class,
                keep -> assertThat(keep.terms().lifetime()).isEqualTo(TimeUnit.SECONDS.toNanos(60)));
        assertThat(Verdict.judge(200, headers("Expires", "0", "ETag", "\"x\""), 5)).isInstanceOfSatisfying(
                Verdict.Keep.class, keep -> assertThat(keep.terms().lifetime()).isZero());
    }

    @Test
    void thatThereIsNothingIsBelievedForSecondsAtMost() {
        assertThat(Verdict.judge(404, headers("Cache-Control", "max-age=3600"), 5)).isInstanceOfSatisfying(
                Verdict.Keep.class,
                keep -> assertThat(keep.terms().lifetime()).isEqualTo(TimeUnit.SECONDS.toNanos(5)));
        assertThat(Verdict.judge(404, headers("Cache-Control", "no-store"), 5)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void onlyWhatMayBeStaleIsServedStale() {
        Terms strict = ((Verdict.Keep) Verdict.judge(200, headers("Cache-Control",
                "max-age=10, must-revalidate, stale-if-error=60, stale-while-revalidate=60"), 5)).terms();
        Terms lenient = ((Verdict.Keep) Verdict.judge(200, headers("Cache-Control",
                "max-age=10, stale-if-error=60, stale-while-revalidate=20"), 5)).terms();
        assertThat(strict.usableOnError(TimeUnit.SECONDS.toNanos(11))).isFalse();
        assertThat(strict.usableWhileRevalidating(TimeUnit.SECONDS.toNanos(11))).isFalse();
        assertThat(lenient.usableOnError(TimeUnit.SECONDS.toNanos(69))).isTrue();
        assertThat(lenient.usableOnError(TimeUnit.SECONDS.toNanos(71))).isFalse();
        assertThat(lenient.usableWhileRevalidating(TimeUnit.SECONDS.toNanos(29))).isTrue();
        assertThat(lenient.usableWhileRevalidating(TimeUnit.SECONDS.toNanos(31))).isFalse();
    }

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        return headers;
    }
}
