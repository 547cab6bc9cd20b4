package dev.whiteboard.video.ladder;

/** How large a picture is as it is shown: turned, with square pixels. */
public record Picture(int width, int height) {
    private static final int LARGEST = 8_192;
    private static final int NARROWEST = 16;
    private static final int QUARTER = 90;

    /**
     * What is shown of stored pixels.
     *
     * @param rotation in degrees; a quarter turn swaps the sides
     * @param aspect of one pixel, its width by its height
     */
    public static Picture shown(int width, int height, int rotation, double aspect) {
        double square = Double.isFinite(aspect) && aspect > 0 ? aspect : 1;
        int wide = Math.max(1, (int) Math.round(width * square));
        boolean turned = Math.floorMod(Math.round(rotation / (float) QUARTER), 2) == 1;
        return turned ? new Picture(height, wide) : new Picture(wide, height);
    }

    public int shortSide() {
        return Math.min(width, height);
    }

    public int longSide() {
        return Math.max(width, height);
    }

    /** Whether it can be shown at all. */
    public boolean supported() {
        return shortSide() >= NARROWEST && longSide() <= LARGEST && longSide() <= (long) NARROWEST * shortSide();
    }
}
