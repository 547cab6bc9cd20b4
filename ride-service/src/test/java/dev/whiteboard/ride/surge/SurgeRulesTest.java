package dev.whiteboard.ride.surge;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.h3core.H3Core;
import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How surge moves. */
class SurgeRulesTest {
    private static final SurgeProperties PROPERTIES = new SurgeProperties(true, Duration.ofSeconds(5),
            Duration.ofMinutes(2), 40, 300, 20, 10, 50);
    /** Each cell is at once what its riders and drivers say: any step, no slack, any jump. */
    private static final SurgeProperties AT_ONCE = new SurgeProperties(true, Duration.ofSeconds(5),
            Duration.ofMinutes(2), 40, 300, 300, 0, 300);

    private H3Core h3;
    private long centre;

    @BeforeEach
    void make() throws IOException {
        h3 = H3Core.newInstance();
        centre = h3.latLngToCell(37.7749, -122.4194, SurgeMaps.RESOLUTION);
    }

    @Test
    @Promise("ride.surge-bounded")
    void whateverPeopleDoNeighboursDifferByTheJumpAtMostAndNothingIsAboveTheCap() {
        bounded(new SurgeRules(this::around, PROPERTIES));
    }

    @Test
    @Promise(value = "ride.surge-bounded", naive = true)
    void aCellThatFollowsAtOnceStandsHighAboveItsNeighbours() {
        Toy.mustFail(1, () -> bounded(new SurgeRules(this::around, AT_ONCE)));
    }

    private void bounded(SurgeRules rules) {
        Random random = Seed.random("surge");
        List<Long> town = h3.gridDisk(centre, 6);
        Map<Long, Integer> map = Map.of();
        for (int round = Scale.rounds(500); round > 0; round--) {
            Map<Long, Integer> next = rules.next(map, crowd(town, random, 40), crowd(town, random, 5));
            Map<Long, Integer> last = map;
            next.forEach((cell, value) -> {
                assertThat(value).isBetween(101, PROPERTIES.cap());
                around(cell).forEach(near -> assertThat(Math.abs(value - next.getOrDefault(near, 100)))
                        .isLessThanOrEqualTo(PROPERTIES.jump()));
                int rise = around(cell).stream().mapToInt(near -> last.getOrDefault(near, 100)).max().orElseThrow();
                assertThat(value).isLessThanOrEqualTo(
                        Math.max(last.getOrDefault(cell, 100), rise) + PROPERTIES.step());
            });
            map = next;
        }
        assertThat(map).isNotEmpty();
    }

    @Test
    @Promise("ride.surge-bounded")
    void aStepOfDemandLeadsUpOnceAndStaysAndItsEndLeadsDownOnce() {
        upOnceAndDownOnce(new SurgeRules(this::around, PROPERTIES));
    }

    @Test
    @Promise(value = "ride.surge-bounded", naive = true)
    void aCellThatFollowsAtOnceFlickersWithOneDriverAtTheEdge() {
        Toy.mustFail(1, () -> upOnceAndDownOnce(new SurgeRules(this::around, AT_ONCE)));
    }

    private void upOnceAndDownOnce(SurgeRules rules) {
        Map<Long, Integer> demand = Map.of(centre, 12);
        Map<Long, Integer> supply = Map.of(centre, 4);
        List<Integer> values = new ArrayList<>();
        Map<Long, Integer> map = Map.of();
        for (int round = 0; round < 60; round++) {
            // One driver comes and goes at the edge.
            map = rules.next(map, round < 30 ? demand : Map.of(),
                    round % 2 == 0 ? supply : Map.of(centre, 4, around(centre).getFirst(), 1));
            values.add(map.getOrDefault(centre, 100));
        }
        assertThat(values.subList(0, 20)).isSorted();
        assertThat(values.subList(20, 30)).containsOnly(values.get(20));
        assertThat(values.get(20)).isBetween(160, 190);
        assertThat(values.subList(30, 60)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(map).isEmpty();
    }

    private List<Long> around(long cell) {
        return h3.gridDisk(cell, 1).stream().filter(near -> near != cell).toList();
    }

    private static Map<Long, Integer> crowd(List<Long> town, Random random, int most) {
        Map<Long, Integer> crowd = new HashMap<>();
        town.forEach(cell -> {
            if (random.nextInt(4) == 0) {
                crowd.put(cell, random.nextInt(most));
            }
        });
        return crowd;
    }
}
