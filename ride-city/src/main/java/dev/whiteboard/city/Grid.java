package dev.whiteboard.city;

import java.util.BitSet;
import java.util.Random;

/**
 * The corners of a plan: a grid that is a little crooked, without those that the river has taken. Corner numbers run along
 * the rows, from the south-west.
 */
final class Grid {
    static final double METRES_PER_DEGREE = 111_195;
    private static final double CROOKED = 0.15;
    /** The river bends once from edge to edge, by so much of the city's height. */
    private static final double BEND = 0.12;
    private static final double RIVER_BLOCKS = 2.5;
    private static final int[] BRIDGES_AT = {20, 50, 80};
    private static final int WHOLE = 100;

    private final Plan plan;
    private final double[] east;
    private final double[] north;
    private final BitSet wet = new BitSet();

    Grid(Plan plan) {
        this.plan = plan;
        this.east = new double[side() * side()];
        this.north = new double[side() * side()];
        Random random = new Random(plan.seed());
        for (int corner = 0; corner < east.length; corner++) {
            east[corner] = metres(column(corner), random);
            north[corner] = metres(row(corner), random);
            wet.set(corner, Math.abs(north[corner] - river(east[corner])) < RIVER_BLOCKS / 2 * plan.blockMetres());
        }
    }

    private double metres(int line, Random random) {
        return (line - plan.blocks() / 2.0 + (random.nextDouble() - 0.5) * 2 * CROOKED) * plan.blockMetres();
    }

    /** How far north of the centre the middle of the river is, so far east of it. */
    double river(double eastOfCentre) {
        double width = plan.blocks() * plan.blockMetres();
        return Math.sin(eastOfCentre / width * 2 * Math.PI) * BEND * width;
    }

    double riverMetres() {
        return RIVER_BLOCKS * plan.blockMetres();
    }

    int side() {
        return plan.blocks() + 1;
    }

    int corners() {
        return east.length;
    }

    int corner(int column, int row) {
        return row * side() + column;
    }

    int column(int corner) {
        return corner % side();
    }

    int row(int corner) {
        return corner / side();
    }

    boolean isDry(int corner) {
        return !wet.get(corner);
    }

    boolean isNorth(int corner) {
        return north[corner] > river(east[corner]);
    }

    boolean isBridge(int column) {
        for (int share : BRIDGES_AT) {
            if (column == plan.blocks() * share / WHOLE) {
                return true;
            }
        }
        return false;
    }

    Spot spot(int corner) {
        return spot(east[corner], north[corner]);
    }

    Spot spot(double eastOfCentre, double northOfCentre) {
        double narrow = Math.cos(Math.toRadians(plan.centre().lat()));
        return new Spot(plan.centre().lat() + northOfCentre / METRES_PER_DEGREE,
                plan.centre().lng() + eastOfCentre / (METRES_PER_DEGREE * narrow));
    }

    double metresBetween(int one, int other) {
        return Math.hypot(east[one] - east[other], north[one] - north[other]);
    }
}
