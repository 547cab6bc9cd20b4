package dev.whiteboard.ride.geo;

/**
 * The sphere turned so that a given place lies at (0, 0). Turning changes no distance, but it moves the poles and the
 * antimeridian to where nobody of that place ever is: an index that knows nothing beyond 85° and does not wrap around,
 * such as Redis's, is right everywhere when each city has a frame of its own.
 */
public final class Frame {
    private final double sinLat;
    private final double cosLat;
    private final double lng;

    public Frame(Position centre) {
        this.sinLat = Math.sin(Math.toRadians(centre.lat()));
        this.cosLat = Math.cos(Math.toRadians(centre.lat()));
        this.lng = Math.toRadians(centre.lng());
    }

    /** The place's coordinates in this frame. */
    public Position turn(Position place) {
        double lat = Math.toRadians(place.lat());
        double along = Math.toRadians(place.lng()) - lng;
        double x = Math.cos(lat) * Math.cos(along);
        double y = Math.cos(lat) * Math.sin(along);
        double z = Math.sin(lat);
        double turnedX = cosLat * x + sinLat * z;
        double turnedZ = cosLat * z - sinLat * x;
        return new Position(Math.toDegrees(Math.asin(Math.clamp(turnedZ, -1, 1))),
                Math.toDegrees(Math.atan2(y, turnedX)));
    }
}
