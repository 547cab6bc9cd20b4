package dev.whiteboard.ride.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cheapest way to give drivers to rides, compared with a look at all ways. */
class AssignmentTest {
    private static final int MOST_ROWS = 9;
    private static final int MOST_COLUMNS = 9;
    private static final long UNMATCHED = 500;

    /** Some way to assign. */
    private interface Solver {
        int[] solve(long[][] costs, int columns);
    }

    @Test
    @Promise("ride.batch-optimal")
    void costsWhatTheCheapestOfAllWaysCosts() {
        cheapest(Scale.rounds(5_000), (costs, columns) -> Assignment.solve(costs, columns, UNMATCHED));
    }

    @Test
    @Promise(value = "ride.batch-optimal", naive = true)
    void takingTheNearestForOneAfterTheOtherCostsMore() {
        Toy.mustFail(1, () -> cheapest(500, AssignmentTest::greedy));
    }

    @Test
    void aBatchOfManyIsSolvedAndNobodyIsInTwoPairs() {
        Random random = Seed.random("many");
        long[][] costs = new long[200][300];
        for (long[] row : costs) {
            Arrays.setAll(row, _ -> random.nextInt(10) == 0 ? random.nextInt(900) : Assignment.FORBIDDEN);
        }
        int[] columns = Assignment.solve(costs, 300, UNMATCHED);
        assertThat(total(costs, columns)).isLessThanOrEqualTo(total(costs, greedy(costs, 300)));
    }

    private static void cheapest(int rounds, Solver solver) {
        Random random = Seed.random("assignment");
        for (; rounds > 0; rounds--) {
            int columns = random.nextInt(MOST_COLUMNS + 1);
            long[][] costs = new long[random.nextInt(MOST_ROWS + 1)][columns];
            int density = 1 + random.nextInt(10);
            for (long[] row : costs) {
                Arrays.setAll(row, _ -> random.nextInt(10) < density ? random.nextInt(900) : Assignment.FORBIDDEN);
            }
            assertThat(total(costs, solver.solve(costs, columns))).isEqualTo(best(costs, columns));
        }
    }

    /** What an assignment costs; fails if it is none. */
    private static long total(long[][] costs, int[] columns) {
        Set<Integer> taken = new HashSet<>();
        long total = 0;
        for (int row = 0; row < costs.length; row++) {
            if (columns[row] == Assignment.NONE) {
                total += UNMATCHED;
            } else {
                assertThat(taken.add(columns[row])).isTrue();
                assertThat(costs[row][columns[row]]).isLessThan(Assignment.FORBIDDEN);
                total += costs[row][columns[row]];
            }
        }
        return total;
    }

    /** The cheapest of all ways, by sets of columns that are taken. */
    private static long best(long[][] costs, int columns) {
        long[] cheapest = new long[1 << columns];
        Arrays.fill(cheapest, Assignment.FORBIDDEN);
        cheapest[0] = 0;
        for (long[] row : costs) {
            long[] next = new long[1 << columns];
            for (int set = 0; set < next.length; set++) {
                next[set] = Math.min(Assignment.FORBIDDEN, cheapest[set] + UNMATCHED);
                for (int column = 0; column < columns; column++) {
                    if ((set & 1 << column) != 0 && row[column] != Assignment.FORBIDDEN) {
                        next[set] = Math.min(next[set], cheapest[set ^ 1 << column] + row[column]);
                    }
                }
            }
            cheapest = next;
        }
        return Arrays.stream(cheapest).min().orElseThrow();
    }

    private static int[] greedy(long[][] costs, int columns) {
        boolean[] taken = new boolean[columns];
        int[] chosen = new int[costs.length];
        for (int row = 0; row < costs.length; row++) {
            int best = Assignment.NONE;
            for (int column = 0; column < columns; column++) {
                if (!taken[column] && costs[row][column] < (best < 0 ? UNMATCHED : costs[row][best])) {
                    best = column;
                }
            }
            chosen[row] = best;
            if (best >= 0) {
                taken[best] = true;
            }
        }
        return chosen;
    }
}
