package dev.whiteboard.local.launcher.terminal;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows how things go while they go. On a terminal it redraws the same lines; elsewhere it prints a line whenever
 * something has changed.
 */
public final class Board {

    /**
     * @param name  of what is shown
     * @param mark  one character for its state
     * @param state a word or two that change rarely
     * @param note  more, which may change at any time
     */
    public record Line(String name, Mark mark, String state, String note) {}

    /** The look of a line. */
    public enum Mark {
        IDLE("·", "2"), BUSY("○", "33"), GOOD("●", "32"), BAD("✗", "31");

        private final String sign;
        private final String colour;

        Mark(String sign, String colour) {
            this.sign = sign;
            this.colour = colour;
        }
    }

    private final PrintStream out;
    private boolean plain;
    private final int columns;
    private final Map<String, String> printed = new HashMap<>();
    private int drawn;

    public Board(PrintStream out, boolean plain, int columns) {
        this.out = out;
        this.plain = plain;
        this.columns = columns;
    }

    /** Shows the state of everything now. */
    public synchronized void show(List<Line> lines) {
        if (plain) {
            lines.forEach(this::printChange);
            return;
        }
        lines.forEach(line -> printed.put(line.name(), line.state()));
        var frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\033[").append(drawn).append('A');
        }
        for (Line line : lines) {
            frame.append("\033[2K").append(coloured(line)).append('\n');
        }
        drawn = lines.size();
        out.print(frame);
        out.flush();
    }

    /** Prints a line that stays, below what was shown; what is shown next begins anew below it. */
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
        drawn = 0;
    }

    /** Stops redrawing: what changes from now on is printed as a line. */
    public synchronized void onlyChangesFromNow() {
        plain = true;
    }

    private void printChange(Line line) {
        if (!line.state().equals(printed.put(line.name(), line.state()))) {
            String note = line.note().isEmpty() ? "" : " (" + line.note() + ")";
            out.println("%-16s %s%s".formatted(line.name(), line.state(), note));
            out.flush();
        }
    }

    private String coloured(Line line) {
        String text = "%-16s %-11s %s".formatted(line.name(), line.state(), line.note());
        int room = Math.max(20, columns - 3);
        String cut = text.length() > room ? text.substring(0, room) : text;
        return "\033[" + line.mark().colour + "m" + line.mark().sign + "\033[0m " + cut;
    }
}
