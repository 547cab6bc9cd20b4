package dev.whiteboard.testkit;

/** How much of a promise's full numbers a run does: {@code -Dscale=1} does all of them. */
public final class Scale {

    private static final int LEAST = 50;

    private Scale() {}

    public static double factor() {
        return Double.parseDouble(System.getProperty("scale", "0.1"));
    }

    /** How many rounds to run: the scaled number, at least 50, and never more than in full. */
    public static int rounds(int full) {
        int rounds = Math.max(Math.min(full, LEAST), (int) Math.ceil(full * factor()));
        Rounds.count(rounds);
        return rounds;
    }
}
