package dev.whiteboard.city;

/**
 * What a city is made from; the same plan is the same city.
 *
 * @param centre where the middle bridge is, about
 * @param blocks how many blocks it has from west to east, and from south to north
 * @param blockMetres how long a block is, about
 * @param seed of everything that is not straight
 */
public record Plan(Spot centre, int blocks, double blockMetres, long seed) {
    private static final int FEWEST = 20;

    /** The city of the demo: 20 km by 20 km. */
    public static final Plan DEMO = new Plan(new Spot(37.7749, -122.4194), 200, 100, 43);

    public Plan {
        if (blocks < FEWEST || blockMetres <= 0) {
            throw new IllegalArgumentException("a city with three bridges has " + FEWEST + " blocks or more");
        }
    }

    /** The same city with fewer blocks, for those who cannot wait. */
    public Plan withBlocks(int many) {
        return new Plan(centre, many, blockMetres, seed);
    }
}
