package dev.whiteboard.limiter.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.whiteboard.limiter.engine.algorithm.Algorithm;
import dev.whiteboard.limiter.engine.algorithm.FixedWindow;
import dev.whiteboard.limiter.engine.algorithm.LeakingBucket;
import dev.whiteboard.limiter.engine.algorithm.SlidingWindowCounter;
import dev.whiteboard.limiter.engine.algorithm.SlidingWindowLog;
import dev.whiteboard.limiter.engine.algorithm.TokenBucket;

/** What each algorithm publishes about any window, checked on every window that a history has. */
public final class Bound {
    private Bound() {}

    public static void holds(Algorithm algorithm, List<Admitted> admitted) {
        long limit = algorithm.quota().requests();
        long window = algorithm.quota().window().toSeconds() * 1_000_000;
        switch (algorithm) {
            case TokenBucket bucket -> slope(admitted, limit, window, bucket.burst());
            case LeakingBucket bucket -> {
                slope(admitted, limit, window, bucket.burst());
                evenOutflow(admitted, limit, window);
            }
            case FixedWindow fixed -> {
                assertThat(mostAligned(admitted, window)).isLessThanOrEqualTo(limit);
                assertThat(mostInAnyWindow(admitted, window)).isLessThanOrEqualTo(2 * limit);
            }
            case SlidingWindowLog log -> assertThat(mostInAnyWindow(admitted, window)).isLessThanOrEqualTo(limit);
            case SlidingWindowCounter counter -> {
                assertThat(mostAligned(admitted, window)).isLessThanOrEqualTo(limit);
                assertThat(mostInAnyWindow(admitted, window)).isLessThanOrEqualTo(2 * limit);
            }
        }
    }

    /** In every [a, b]: admitted <= burst + limit / window * (b - a), in whole numbers. */
    public static void slope(List<Admitted> admitted, long limit, long window, long burst) {
        for (int i = 0; i < admitted.size(); i++) {
            long sum = 0;
            for (int j = i; j < admitted.size(); j++) {
                sum += admitted.get(j).cost();
                long passed = admitted.get(j).at() - admitted.get(i).at();
                if (times(sum, window).compareTo(times(burst, window).add(times(limit, passed))) > 0) {
                    fail("%d admitted in %d us at %d per %d us, burst %d", sum, passed, limit, window, burst);
                }
            }
        }
    }

    /** Requests whose callers wait their turn go on at the pace of the leak, within the microsecond that turns are rounded to. */
    private static void evenOutflow(List<Admitted> admitted, long limit, long window) {
        List<Admitted> out = admitted.stream().map(a -> new Admitted(a.at() + a.delay(), a.cost(), 0))
                .sorted(Comparator.comparingLong(Admitted::at)).toList();
        for (int i = 0; i + 1 < out.size(); i++) {
            long gap = out.get(i + 1).at() - out.get(i).at() + 1;
            assertThat(times(gap, limit)).isGreaterThanOrEqualTo(times(out.get(i).cost(), window));
        }
    }

    public static long mostAligned(List<Admitted> admitted, long window) {
        Map<Long, Long> counts = admitted.stream()
                .collect(Collectors.groupingBy(a -> a.at() / window, Collectors.summingLong(Admitted::cost)));
        return counts.values().stream().mapToLong(n -> n).max().orElse(0);
    }

    /** The most in any window (b - window, b]. */
    public static long mostInAnyWindow(List<Admitted> admitted, long window) {
        long most = 0;
        long sum = 0;
        int from = 0;
        for (Admitted last : admitted) {
            sum += last.cost();
            while (admitted.get(from).at() <= last.at() - window) {
                sum -= admitted.get(from++).cost();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static BigInteger times(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
