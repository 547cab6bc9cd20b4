package dev.whiteboard.drills;

/**
 * One system under load and under failure. A new system adds a class that implements this and one line in
 * {@link DrillMain}; see {@code shortener/ShortenerDrill} for the model.
 */
public interface Drill {
    /** The name on the command line: the service's name. */
    String name();

    /**
     * Runs load and faults to the end, then checks the invariants against the client's own log.
     *
     * @throws InterruptedException if the operator stops the drill
     */
    Verdict run(Scene scene) throws InterruptedException;
}
