package dev.whiteboard.identity;

/** The service must not start like this; the message says in one line what is wrong, the remedy what to do. */
public final class Misconfigured extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    public Misconfigured(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
