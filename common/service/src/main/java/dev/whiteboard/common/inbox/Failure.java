package dev.whiteboard.common.inbox;

/** A failure as an operator reads it in a table or a header: short, and nothing that Postgres cannot keep. */
final class Failure {
    private static final int LONGEST = 1_000;

    private Failure() {}

    static String text(Throwable failure) {
        String text = failure.toString().replace('\0', '\uFFFD');
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
