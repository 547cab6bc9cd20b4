package dev.whiteboard.drills;

/** The drill cannot go on, with a sentence that says why and what to do. */
public final class DrillAborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DrillAborted(String message) {
        super(message);
    }
}
