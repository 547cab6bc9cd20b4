package dev.whiteboard.shortener.click.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int SEGMENT = 1_000;
    private static final int MOST = 100_000;
    private static final int READ = 8 * 1024;

    @TempDir
    Path folder;

    @Test
    void whatWasAppendedIsReadInOrderAndReleasedFilesAreDeleted() throws IOException {
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            for (int i = 0; i < 300; i += 10) {
                assertThat(spool.append(records(i, i + 10))).isEqualTo(10);
            }
            assertThat(drain(spool)).isEqualTo(texts(0, 300));
            assertThat(spool.bytes()).isLessThan(2 * SEGMENT);
            assertThat(drain(spool)).isEmpty();
            spool.append(records(300, 301));
            assertThat(drain(spool)).isEqualTo(texts(300, 301));
        }
        assertThat(Files.list(folder).filter(file -> file.toString().endsWith(".spool"))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void whatWasNotReleasedIsReadAgainAfterARestart() {
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            spool.append(records(0, 100));
            spool.release(spool.read(400));
            spool.read(READ);
        }
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            spool.append(records(100, 110));
            List<String> read = drain(spool);
            assertThat(read.getLast()).isEqualTo("record 109");
            assertThat(read).hasSizeBetween(80, 110);
        }
    }

    @Test
    void aRecordCutShortByACrashIsSteppedOver() throws IOException {
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            spool.append(records(0, 10));
        }
        Path file = Files.list(folder).filter(name -> name.toString().endsWith(".spool")).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3), StandardOpenOption.TRUNCATE_EXISTING);
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            spool.append(records(10, 12));
            List<String> expected = new ArrayList<>(texts(0, 9));
            expected.addAll(texts(10, 12));
            assertThat(drain(spool)).isEqualTo(expected);
        }
    }

    @Test
    void whatFindsNoRoomIsRefusedAndFindsRoomAgainAfterReading() {
        try (Spool spool = Spool.open(folder, SEGMENT, 3_000)) {
            int accepted = spool.append(records(0, 1_000));
            assertThat(accepted).isBetween(100, 300);
            assertThat(spool.append(records(0, 1_000))).isZero();
            assertThat(drain(spool)).isEqualTo(texts(0, accepted));
            assertThat(spool.append(records(0, 10))).isEqualTo(10);
        }
    }

    @Test
    void twoProcessesCannotShareAFolder() {
        try (Spool _ = Spool.open(folder, SEGMENT, MOST)) {
            assertThatThrownBy(() -> Spool.open(folder, SEGMENT, MOST)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    @Promise("shortener.clicks-survive-a-crash")
    void anyOrderOfWritesReadsAndRestartsLosesNothingAndKeepsTheOrder() {
        Random random = Seed.random("spool");
        int written = 0;
        List<String> read = new ArrayList<>();
        Spool spool = Spool.open(folder, SEGMENT, MOST);
        for (int round = 0; round < Scale.rounds(2_000); round++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    int more = 1 + random.nextInt(40);
                    written += spool.append(records(written, written + more));
                }
                case 2 -> {
                    Spool.Batch batch = spool.read(READ);
                    if (random.nextInt(3) > 0) {
                        batch.records().forEach(bytes -> read.add(new String(bytes, UTF_8)));
                        spool.release(batch);
                    }
                }
                default -> {
                    spool.close();
                    spool = Spool.open(folder, SEGMENT, MOST);
                }
            }
        }
        read.addAll(drain(spool));
        spool.close();
        assertThat(read).isEqualTo(texts(0, written));
    }

    @Test
    @Promise("shortener.clicks-survive-a-crash")
    void aBatchThatWasReadButNotSentWhenTheProcessDiedIsReadAgain() {
        try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
            unsentSurvives(spool, Spool.Batch::records);
        }
    }

    @Test
    @Promise(value = "shortener.clicks-survive-a-crash", naive = true)
    void takingABatchOutWhenItIsReadLosesIt() {
        Toy.mustFail(1, () -> {
            try (Spool spool = Spool.open(folder, SEGMENT, MOST)) {
                unsentSurvives(spool, batch -> {
                    spool.release(batch);
                    return batch.records();
                });
            }
        });
    }

    /** Reads a batch as told and dies before it is sent; another process takes over the folder. */
    private void unsentSurvives(Spool spool, Function<Spool.Batch, List<byte[]>> take) {
        spool.append(records(0, 20));
        assertThat(take.apply(spool.read(READ))).hasSize(20);
        spool.close();
        try (Spool next = Spool.open(folder, SEGMENT, MOST)) {
            assertThat(drain(next)).isEqualTo(texts(0, 20));
        }
    }

    private static List<String> drain(Spool spool) {
        List<String> all = new ArrayList<>();
        for (Spool.Batch batch = spool.read(READ); !batch.records().isEmpty(); batch = spool.read(READ)) {
            batch.records().forEach(bytes -> all.add(new String(bytes, UTF_8)));
            spool.release(batch);
        }
        return all;
    }

    private static List<byte[]> records(int from, int to) {
        return texts(from, to).stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "record " + number).toList();
    }
}
