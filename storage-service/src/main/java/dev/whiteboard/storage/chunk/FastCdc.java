package dev.whiteboard.storage.chunk;

/**
 * Cuts where the content says so, so that chunks before and after an edit stay what they were.
 *
 * <p>
 * FastCDC (Xia et al., USENIX ATC 2016, and IEEE TPDS 2020) with three of its ideas: a Gear hash, one shift, one table
 * look-up and one addition a byte, whose upper bits depend on the last 64 bytes only; no look at the bytes that cannot end
 * a chunk because it would be too short; and normalised chunking of level 2, which asks for two more bits than the mean
 * size needs before it and for two fewer behind, so that sizes crowd around the mean instead of spreading from least to
 * most. There are no allocations and no branches but the two comparisons.
 */
final class FastCdc implements Cutter {
    private static final int SHORTEST = 256 * 1024;
    private static final int MEAN = 1024 * 1024;
    private static final int LONGEST = 4 * 1024 * 1024;
    private static final int NORMALISATION = 2;
    private static final long[] GEAR = gear();

    private final int shortest;
    private final int mean;
    private final int longest;
    private final long rare;
    private final long common;

    FastCdc() {
        this(SHORTEST, MEAN, LONGEST);
    }

    /** @param mean a power of two */
    FastCdc(int shortest, int mean, int longest) {
        if (Integer.bitCount(mean) != 1 || shortest >= mean || mean >= longest) {
            throw new IllegalArgumentException("shortest < mean < longest, and the mean a power of two");
        }
        int bits = Integer.numberOfTrailingZeros(mean);
        this.shortest = shortest;
        this.mean = mean;
        this.longest = longest;
        this.rare = upper(bits + NORMALISATION);
        this.common = upper(bits - NORMALISATION);
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public int cut(byte[] bytes, int from, int to) {
        int end = Math.min(from + longest, to);
        if (end - from <= shortest) {
            return end;
        }
        int normal = Math.min(from + mean, end);
        long[] gear = GEAR;
        long hash = 0;
        int at = from + shortest;
        for (; at < normal; at++) {
            hash = (hash << 1) + gear[bytes[at] & 0xFF];
            if ((hash & rare) == 0) {
                return at + 1;
            }
        }
        for (; at < end; at++) {
            hash = (hash << 1) + gear[bytes[at] & 0xFF];
            if ((hash & common) == 0) {
                return at + 1;
            }
        }
        return end;
    }

    /** The uppermost bits, which the most bytes have had a part in. */
    private static long upper(int bits) {
        return -1L << (Long.SIZE - bits);
    }

    /** 256 random numbers, the same for ever: the output of SplitMix64 from a seed with nothing up its sleeve, the digits of pi. */
    private static long[] gear() {
        long[] table = new long[256];
        long state = 0x243F6A8885A308D3L;
        for (int i = 0; i < table.length; i++) {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            table[i] = z ^ (z >>> 31);
        }
        return table;
    }
}
