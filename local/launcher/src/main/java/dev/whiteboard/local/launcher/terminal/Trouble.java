package dev.whiteboard.local.launcher.terminal;

/** Something the person at the terminal has to know: what is wrong and what to do about it, in one line. */
public final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Trouble(String line) {
        super(line, null, false, false);
    }

    public String line() {
        return String.valueOf(getMessage());
    }
}
