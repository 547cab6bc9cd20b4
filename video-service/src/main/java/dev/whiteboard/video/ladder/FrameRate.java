package dev.whiteboard.video.ladder;

/**
 * Frames a second, {@code num / den}: a whole number, or one of NTSC's, 1000/1001 of one. Every rendition of a video has
 * the same, and so its frames fall on one grid whatever the source did.
 */
public record FrameRate(int num, int den) {
    private static final int FASTEST = 60;
    private static final int SLOWEST = 6;
    private static final int NTSC = 1_001;
    private static final int THOUSAND = 1_000;
    /** How long a group of pictures is, in seconds; and how many groups a segment has. */
    private static final int GROUP_SECONDS = 2;
    private static final int GROUPS = 3;

    /** The rate that is natural for a source with so many frames a second: its own, or the largest even part of it up to 60. */
    public static FrameRate of(double source) {
        double rate = Double.isFinite(source) && source > 0 ? source : FASTEST / 2.0;
        rate = rate / Math.max(1, Math.ceil(rate / FASTEST - 0.001));
        rate = Math.max(rate, SLOWEST);
        int whole = (int) Math.clamp(Math.round(rate), SLOWEST, FASTEST);
        int ntsc = (int) Math.clamp(Math.round(rate * NTSC / THOUSAND), SLOWEST, FASTEST);
        double offWhole = Math.abs(rate - whole);
        double offNtsc = Math.abs(rate - ntsc * (double) THOUSAND / NTSC);
        return offWhole <= offNtsc ? new FrameRate(whole, 1) : new FrameRate(ntsc * THOUSAND, NTSC);
    }

    /** How many frames there are between two key frames. */
    public int groupFrames() {
        return (int) Math.round(GROUP_SECONDS * perSecond());
    }

    public int segmentFrames() {
        return GROUPS * groupFrames();
    }

    public double perSecond() {
        return (double) num / den;
    }

    /** When the frame of that number is shown. */
    public double seconds(long frame) {
        return (double) frame * den / num;
    }

    /** How many frames it takes to show so much; at least one. */
    public long frames(double seconds) {
        return Math.max(1, Math.round(seconds * num / den));
    }

    /** Ticks a second in which every frame begins at a whole one. */
    public int timescale() {
        return den == 1 ? num * THOUSAND : num;
    }

    /** How many of them a frame lasts. */
    public int frameTicks() {
        return den == 1 ? THOUSAND : den;
    }

    @Override
    public String toString() {
        return num + "/" + den;
    }
}
