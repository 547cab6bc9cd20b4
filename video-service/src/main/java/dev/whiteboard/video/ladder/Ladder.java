package dev.whiteboard.video.ladder;

import java.util.List;
import java.util.stream.IntStream;

/** The sizes that a video is offered at: never above its own, and never none. */
public final class Ladder {
    private static final int[] SIDES = {360, 480, 720, 1080, 1440, 2160};

    private Ladder() {}

    /** The smallest first. What is smaller than all of them has one rung of its own size. */
    public static List<Rung> of(Picture source) {
        List<Rung> rungs = IntStream.of(SIDES).filter(side -> side <= source.shortSide())
                .mapToObj(side -> rung(source, side)).toList();
        return rungs.isEmpty() ? List.of(rung(source, floorEven(source.shortSide()))) : rungs;
    }

    /** The long side keeps the shape to within a pixel; both are even, as chroma at half the size demands. */
    private static Rung rung(Picture source, int side) {
        int along = even((double) source.longSide() * side / source.shortSide(), source.longSide());
        return source.width() >= source.height() ? new Rung(side, along, side) : new Rung(side, side, along);
    }

    private static int even(double length, int most) {
        int nearest = 2 * (int) Math.round(length / 2);
        return Math.max(2, nearest > most ? floorEven(most) : nearest);
    }

    private static int floorEven(int length) {
        return Math.max(2, length - length % 2);
    }
}
