package dev.whiteboard.drills;

import java.util.ArrayList;
import java.util.List;

/** What the drill found: invariants that held or broke, and the figures seen on the way. */
public final class Verdict {
    private final List<Invariant> invariants = new ArrayList<>();
    private final List<String> figures = new ArrayList<>();

    /** An invariant that was checked, with the evidence. */
    record Invariant(String promise, boolean held, String evidence) {}

    /** Records one invariant. */
    public Verdict check(String promise, boolean held, String evidence) {
        invariants.add(new Invariant(promise, held, evidence));
        return this;
    }

    /** Records one measured figure as a line of the report. */
    public Verdict figure(String line) {
        figures.add(line);
        return this;
    }

    /** True when at least one invariant was checked and every one held. */
    public boolean passed() {
        return !invariants.isEmpty() && invariants.stream().allMatch(Invariant::held);
    }

    String report() {
        var report = new StringBuilder();
        figures.forEach(figure -> report.append("  ").append(figure).append('\n'));
        report.append('\n');
        for (Invariant invariant : invariants) {
            report.append(invariant.held() ? "  held    " : "  BROKEN  ").append(invariant.promise()).append(": ")
                    .append(invariant.evidence()).append('\n');
        }
        return report.append('\n').append(passed() ? "PASSED" : "FAILED").append('\n').toString();
    }
}
