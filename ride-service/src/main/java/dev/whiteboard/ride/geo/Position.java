package dev.whiteboard.ride.geo;

/** A place on the sphere, in degrees. */
public record Position(double lat, double lng) {
    /** Redis computes with this radius; with the same one both indexes agree on who is nearer. */
    static final double EARTH_METRES = 6_372_797.560856;
    private static final double HIGHEST_LAT = 90;
    private static final double HIGHEST_LNG = 180;

    public Position {
        // Written so that NaN is refused too.
        if (!(Math.abs(lat) <= HIGHEST_LAT)) {
            throw new IllegalArgumentException("lat must be from -90 to 90");
        }
        if (!(Math.abs(lng) <= HIGHEST_LNG)) {
            throw new IllegalArgumentException("lng must be from -180 to 180");
        }
    }

    /** Along the great circle, by the haversine formula, which is exact for small distances and across the antimeridian. */
    public double metresTo(Position other) {
        double height = Math.sin(Math.toRadians(other.lat - lat) / 2);
        double width = Math.sin(Math.toRadians(other.lng - lng) / 2);
        double half = height * height
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * width * width;
        return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(half)));
    }
}
