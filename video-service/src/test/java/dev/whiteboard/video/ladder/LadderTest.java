package dev.whiteboard.video.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sizes that any video is offered at, and where it is cut. */
class LadderTest {
    private static final Set<Integer> SIDES = Set.of(360, 480, 720, 1080, 1440, 2160);

    @Test
    @Promise("video.never-above-source")
    void noRungIsAboveTheSourceWhateverItIs() {
        holdsFor(Ladder::of);
    }

    @Test
    @Promise(value = "video.never-above-source", naive = true)
    void aLadderByHeightIsAboveWhatStandsUpright() {
        Toy.mustFail(1, () -> holdsFor(source -> IntStream.of(360, 480, 720, 1080, 1440, 2160)
                .filter(side -> side <= source.height())
                .mapToObj(side -> new Rung(side, source.width() * side / source.height(), side)).toList()));
    }

    private static void holdsFor(Function<Picture, List<Rung>> ladder) {
        Random random = Seed.random("ladder");
        double[] aspects = {1, 1, 1, 16 / 11.0, 12 / 11.0, 4 / 3.0, 8 / 9.0, 64 / 45.0, 0};
        for (int round = 0; round < Scale.rounds(5_000); round++) {
            Picture source = Picture.shown(16 + random.nextInt(4_500), 16 + random.nextInt(4_500),
                    (random.nextInt(9) - 4) * 90, aspects[random.nextInt(aspects.length)]);
            if (source.supported()) {
                holds(source, ladder.apply(source));
            }
        }
    }

    private static void holds(Picture source, List<Rung> rungs) {
        assertThat(rungs).as("%s", source).isNotEmpty();
        assertThat(rungs).extracting(Rung::side).isSorted().doesNotHaveDuplicates();
        for (Rung rung : rungs) {
            assertThat(Math.min(rung.width(), rung.height())).isEqualTo(rung.side())
                    .isLessThanOrEqualTo(source.shortSide());
            assertThat(rung.width() % 2 + rung.height() % 2).as("even sides of %s", rung).isZero();
            assertThat(rung.width()).isLessThanOrEqualTo(source.width());
            assertThat(rung.height()).isLessThanOrEqualTo(source.height());
            double along = (double) source.longSide() * rung.side() / source.shortSide();
            assertThat((double) Math.max(rung.width(), rung.height())).as("the shape of %s in %s", source, rung)
                    .isCloseTo(along, within(rungs.size() == 1 && rung.side() < 360 ? 2.0 : 1.0));
        }
        long usual = SIDES.stream().filter(side -> side <= source.shortSide()).count();
        assertThat(rungs).hasSize((int) Math.max(1, usual));
        assertThat(usual == 0 || rungs.stream().allMatch(rung -> SIDES.contains(rung.side()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,0,1,1080", "1080,1920,0,1,1080", "1920,1080,90,1,1080", "720,576,0,1.4222,480",
        "100,100,0,1,100", "101,99,0,1,98", "854,480,0,1,480", "3840,2160,-90,1,2160", "640,358,0,1,358"})
    void theLargestRungIsNamedByTheShortSide(int width, int height, int rotation, double aspect, int largest) {
        List<Rung> rungs = Ladder.of(Picture.shown(width, height, rotation, aspect));
        assertThat(rungs.getLast().side()).isEqualTo(largest);
        assertThat(rungs.getLast().width() > rungs.getLast().height())
                .isEqualTo(width != height && (width > height) == (rotation % 180 == 0));
    }

    @ParameterizedTest
    @CsvSource({"30,30/1", "29.97,30000/1001", "23.976,24000/1001", "25,25/1", "50,50/1", "59.94,60000/1001", "60,60/1",
        "120,60/1", "119.88,60000/1001", "100,50/1", "144,48/1", "90,45/1", "240,60/1", "15,15/1", "1,6/1",
        "NaN,30/1", "0,30/1", "60.01,60/1"})
    void framesComeAsTheyDidButNeverFasterThanSixty(double source, String rate) {
        assertThat(FrameRate.of(source)).hasToString(rate);
    }

    @Test
    void sectionsAreWholeSegmentsWithoutGapOrOverlap() {
        Random random = Seed.random("sections");
        for (int round = 0; round < 2_000; round++) {
            FrameRate rate = FrameRate.of(6 + random.nextInt(120) * random.nextDouble());
            assertThat(rate.seconds(rate.segmentFrames())).isCloseTo(6, within(0.5));
            TreeSet<Double> keys = new TreeSet<>();
            for (double at = 0; at < 7_200; at += 0.5 + random.nextDouble() * 20) {
                keys.add(at);
            }
            long frames = 1 + random.nextLong(200_000);
            List<Section> sections = Sections.of(frames, rate, round % 3 == 0 ? new TreeSet<>() : keys);
            long at = 0;
            for (Section section : sections) {
                assertThat(section.firstFrame()).isEqualTo(at).isEqualTo((long) section.firstSegment()
                        * rate.segmentFrames());
                assertThat(section.frames()).isPositive();
                at = section.endFrame();
                assertThat(IntStream.range(0, section.segments(rate)).map(one -> section.framesOf(one, rate)).sum())
                        .isEqualTo(section.frames());
            }
            assertThat(at).isEqualTo(frames);
        }
    }

    @Test
    void aCutIsMadeWhereTheSourceHasAKeyFrame() {
        FrameRate rate = new FrameRate(30, 1);
        TreeSet<Double> keys = new TreeSet<>(List.of(0.0, 15.0, 36.0, 60.0));
        assertThat(Sections.of(30 * 96, rate, keys)).extracting(Section::firstFrame).startsWith(0L, 18L * 30, 36L * 30);
    }
}
