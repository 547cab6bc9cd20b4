package dev.whiteboard.video.ladder;

/**
 * One size that a video is offered at.
 *
 * @param side the short side, which names it
 */
public record Rung(int side, int width, int height) {
    private static final double PIXELS_OF_360 = 640.0 * 360;
    private static final double RATE_OF_360 = 1_000_000;
    private static final double USUAL_FRAMES = 30;
    /** Twice the pixels take less than twice the bits. */
    private static final double ECONOMY = 0.9;
    private static final int KILO = 1_000;

    public String name() {
        return side + "p";
    }

    /** Bits a second that it never exceeds for long, in kilobits. */
    public int ceiling(FrameRate rate) {
        double pixels = Math.pow((double) width * height / PIXELS_OF_360, ECONOMY);
        double frames = Math.max(1, Math.sqrt(rate.perSecond() / USUAL_FRAMES));
        return Math.max(100, (int) Math.round(RATE_OF_360 * pixels * frames / KILO));
    }
}
