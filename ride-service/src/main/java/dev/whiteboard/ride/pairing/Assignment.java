package dev.whiteboard.ride.pairing;

import java.util.Arrays;

/**
 * The cheapest assignment of rows to columns, each to at most one of the other.
 *
 * <p>This is the Hungarian method (Kuhn 1955) as shortest augmenting paths with potentials (Jonker and Volgenant 1987),
 * O(rows² × columns). A row may stay without a column at a price, and pairs may be forbidden: each row has a column of its
 * own of that price at the end, so a full assignment always exists.
 */
public final class Assignment {
    /** A pair that must not be. */
    public static final long FORBIDDEN = Long.MAX_VALUE / 4;
    /** A row without a column. */
    public static final int NONE = -1;

    private final long[][] costs;
    private final long unmatched;
    private final int rows;
    private final int columns;
    private final int width;
    private final long[] rowPotential;
    private final long[] columnPotential;
    /** The row, from 1, that has the column; 0 if none. */
    private final int[] owner;
    private final int[] before;

    private Assignment(long[][] costs, int columns, long unmatched) {
        this.costs = costs;
        this.unmatched = unmatched;
        this.rows = costs.length;
        this.columns = columns;
        this.width = columns + rows;
        this.rowPotential = new long[rows + 1];
        this.columnPotential = new long[width + 1];
        this.owner = new int[width + 1];
        this.before = new int[width + 1];
    }

    /**
     * @param costs by row and column, not negative, or {@link #FORBIDDEN}
     * @param unmatched what a row without a column costs
     * @return the column of each row, or {@link #NONE}
     */
    public static int[] solve(long[][] costs, int columns, long unmatched) {
        return new Assignment(costs, columns, unmatched).solved();
    }

    private int[] solved() {
        for (int row = 1; row <= rows; row++) {
            augment(row);
        }
        int[] column = new int[rows];
        Arrays.fill(column, NONE);
        for (int at = 1; at <= columns; at++) {
            if (owner[at] != 0) {
                column[owner[at] - 1] = at - 1;
            }
        }
        return column;
    }

    /** Finds the cheapest path from the row to a free column, by Dijkstra over reduced costs, and turns it around. */
    private void augment(int row) {
        long[] least = new long[width + 1];
        boolean[] used = new boolean[width + 1];
        Arrays.fill(least, FORBIDDEN);
        owner[0] = row;
        int column = 0;
        while (owner[column] != 0) {
            used[column] = true;
            column = step(column, least, used);
        }
        while (column != 0) {
            owner[column] = owner[before[column]];
            column = before[column];
        }
    }

    /** The next column of the path: the one that is nearest to what has been reached. */
    private int step(int from, long[] least, boolean[] used) {
        int row = owner[from];
        long delta = FORBIDDEN;
        int next = 0;
        for (int to = 1; to <= width; to++) {
            if (used[to]) {
                continue;
            }
            long cost = cost(row, to);
            long reduced = cost == FORBIDDEN ? FORBIDDEN : cost - rowPotential[row] - columnPotential[to];
            if (reduced < least[to]) {
                least[to] = reduced;
                before[to] = from;
            }
            if (least[to] < delta) {
                delta = least[to];
                next = to;
            }
        }
        shift(delta, least, used);
        return next;
    }

    private void shift(long delta, long[] least, boolean[] used) {
        for (int to = 0; to <= width; to++) {
            if (used[to]) {
                rowPotential[owner[to]] += delta;
                columnPotential[to] -= delta;
            } else if (least[to] != FORBIDDEN) {
                least[to] -= delta;
            }
        }
    }

    private long cost(int row, int to) {
        if (to <= columns) {
            return costs[row - 1][to - 1];
        }
        return to - columns == row ? unmatched : FORBIDDEN;
    }
}
