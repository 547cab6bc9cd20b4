package dev.whiteboard.storage.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FastCdcTest {
    private static final int MEAN = 16 * 1024;
    private final Random random = Seed.random("cdc");

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> split(Cutter cutter, byte[] bytes) throws IOException {
        List<byte[]> chunks = new ArrayList<>();
        new Splitter(cutter).split(new ByteArrayInputStream(bytes), chunks::add);
        return chunks;
    }

    private static Set<String> names(List<byte[]> chunks) {
        Set<String> names = new HashSet<>();
        chunks.forEach(chunk -> names.add(ChunkHash.ofBytes(chunk, 0, chunk.length).hex()));
        return names;
    }

    @Test
    void chunksAreTheFileAndWithinTheirBounds() throws IOException {
        for (int size : new int[]{0, 1, 4095, 4096, 4097, MEAN, 100_000, 3_000_000}) {
            byte[] bytes = bytes(size);
            List<byte[]> chunks = split(new FastCdc(4096, MEAN, 65_536), bytes);
            int at = 0;
            for (byte[] chunk : chunks) {
                assertThat(chunk).isEqualTo(java.util.Arrays.copyOfRange(bytes, at, at + chunk.length));
                at += chunk.length;
                assertThat(chunk.length).isLessThanOrEqualTo(65_536);
                assertThat(chunk.length >= 4096 || at == size).isTrue();
            }
            assertThat(at).isEqualTo(size);
        }
    }

    @Test
    void sizesCrowdAroundTheMean() throws IOException {
        List<byte[]> chunks = split(new FastCdc(4096, MEAN, 65_536), bytes(16 * 1024 * 1024));
        double mean = 16.0 * 1024 * 1024 / chunks.size();
        assertThat(mean).isBetween(0.8 * MEAN, 1.4 * MEAN);
        assertThat(chunks.stream().filter(chunk -> chunk.length > MEAN / 2 && chunk.length < 2 * MEAN).count())
                .isGreaterThan(chunks.size() * 3L / 4);
    }

    @Test
    void aByteInFrontChangesFewChunksAndFixedSizesChangeAll() throws IOException {
        byte[] before = bytes(2 * 1024 * 1024);
        byte[] after = new byte[before.length + 1];
        System.arraycopy(before, 0, after, 1, before.length);
        var cutter = new FastCdc(4096, MEAN, 65_536);
        Set<String> fresh = names(split(cutter, after));
        fresh.removeAll(names(split(cutter, before)));
        assertThat(fresh.size()).isLessThanOrEqualTo(3);
        Set<String> control = names(split(new FixedSize(MEAN), after));
        control.removeAll(names(split(new FixedSize(MEAN), before)));
        assertThat(control).hasSize(before.length / MEAN + 1);
    }

    /** The cuts are part of what is stored: another version of this code has to find the same ones. */
    @Test
    void theCutsStayWhatTheyAre() throws IOException {
        byte[] bytes = new byte[1_000_000];
        new Random(42).nextBytes(bytes);
        List<Integer> sizes = split(new FastCdc(4096, MEAN, 65_536), bytes).stream().map(chunk -> chunk.length).limit(5)
                .toList();
        assertThat(sizes).isEqualTo(split(new FastCdc(4096, MEAN, 65_536), bytes).stream().map(chunk -> chunk.length)
                .limit(5).toList());
    }
}
