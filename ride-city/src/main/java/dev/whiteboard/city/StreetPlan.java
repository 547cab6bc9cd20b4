package dev.whiteboard.city;

import dev.whiteboard.city.Street.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Lays streets along the lines of a grid: each fifth is a wider one, each twentieth the widest; the others are one-way, in
 * turns. Only bridges cross the river.
 */
final class StreetPlan {
    private static final int WIDER = 5;
    private static final int WIDEST = 20;

    private final Grid grid;
    private final List<Street> streets = new ArrayList<>();

    StreetPlan(Grid grid) {
        this.grid = grid;
    }

    List<Street> lay() {
        for (int line = 0; line < grid.side(); line++) {
            int at = line;
            lay("Row " + line, line, column -> grid.corner(column, at));
            lay("Column " + line, line, row -> grid.corner(at, row));
            if (grid.isBridge(line)) {
                bridge(line);
            }
        }
        return streets;
    }

    private void lay(String name, int line, IntUnaryOperator corners) {
        List<Integer> run = new ArrayList<>();
        for (int step = 0; step < grid.side(); step++) {
            int corner = corners.applyAsInt(step);
            if (!run.isEmpty() && !isLand(run.getLast(), corner)) {
                close(name, line, run);
            }
            if (grid.isDry(corner)) {
                run.add(corner);
            }
        }
        close(name, line, run);
    }

    private boolean isLand(int one, int other) {
        return grid.isDry(one) && grid.isDry(other) && grid.isNorth(one) == grid.isNorth(other);
    }

    private void close(String name, int line, List<Integer> run) {
        boolean oneWay = line % WIDER != 0;
        if (run.size() > 1) {
            streets.add(new Street(name, oneWay && line % 2 == 1 ? run.reversed() : run, kind(line), oneWay));
        }
        run.clear();
    }

    private static Kind kind(int line) {
        if (line % WIDEST == 0) {
            return Kind.PRIMARY;
        }
        return line % WIDER == 0 ? Kind.SECONDARY : Kind.RESIDENTIAL;
    }

    /** From the last dry corner in the south of this column to the first in the north. */
    private void bridge(int column) {
        int south = 0;
        while (!grid.isNorth(grid.corner(column, south + 1)) && grid.isDry(grid.corner(column, south + 1))) {
            south++;
        }
        int north = south + 1;
        while (!grid.isDry(grid.corner(column, north))) {
            north++;
        }
        streets.add(new Street("Bridge " + column, List.of(grid.corner(column, south), grid.corner(column, north)),
                Kind.BRIDGE, false));
    }
}
