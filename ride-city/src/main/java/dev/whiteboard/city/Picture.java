package dev.whiteboard.city;

import dev.whiteboard.city.Street.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a city as SVG: its streets and river, and what goes on in it. */
public final class Picture {
    private static final int PIXELS = 800;
    private static final int RIVER_STEPS = 80;
    private static final double WARMEST = 3;
    private static final double CELL_METRES = 460;
    private static final int RING = 24;

    private final CityMap map;
    private final double metres;
    private final List<String> shapes = new ArrayList<>();

    /** {@code java -cp ride-city/target/classes dev.whiteboard.city.Picture FILE} draws the demo's city. */
    public static void main(String[] arguments) throws IOException {
        new Picture(CityMap.of(Plan.DEMO)).write(Path.of(arguments[0]));
    }

    public Picture(CityMap map) {
        this.map = map;
        this.metres = map.plan().blocks() * map.plan().blockMetres();
        river();
        for (Kind kind : Kind.values()) {
            map.streets().stream().filter(street -> street.kind() == kind).forEach(this::street);
        }
    }

    private void river() {
        StringBuilder points = new StringBuilder();
        for (int step = 0; step <= RIVER_STEPS; step++) {
            double east = (step / (double) RIVER_STEPS - 0.5) * metres;
            points.append(point(map.grid().spot(east, map.grid().river(east)))).append(' ');
        }
        shapes.add(line(points.toString(), "#9cc9e8", map.grid().riverMetres() / metres * PIXELS));
    }

    /** A street's bends are less than a pixel, so its ends are enough. */
    private void street(Street street) {
        String ends = point(map.spot(street.corners().getFirst())) + " " + point(map.spot(street.corners().getLast()));
        switch (street.kind()) {
            case RESIDENTIAL -> shapes.add(line(ends, "#e2ddd3", 0.6));
            case SECONDARY -> shapes.add(line(ends, "#c9bfae", 1));
            case PRIMARY -> shapes.add(line(ends, "#a08f72", 1.8));
            case BRIDGE -> shapes.add(line(ends, "#c0392b", 4));
        }
    }

    /** Somebody, in a colour. */
    public void dot(Spot spot, String colour) {
        shapes.add("<circle cx=\"" + x(spot) + "\" cy=\"" + y(spot) + "\" r=\"2.2\" fill=\"" + colour + "\"/>");
    }

    /** A cell in which a ride costs so many times as much, of which only the centre is known. */
    public void cell(Spot centre, double multiplier) {
        List<Spot> ring = new ArrayList<>();
        double narrow = Math.cos(Math.toRadians(centre.lat()));
        for (int corner = 0; corner < RING; corner++) {
            double angle = 2 * Math.PI * corner / RING;
            double degrees = CELL_METRES / Grid.METRES_PER_DEGREE;
            ring.add(new Spot(centre.lat() + Math.sin(angle) * degrees,
                    centre.lng() + Math.cos(angle) * degrees / narrow));
        }
        cell(ring, multiplier);
    }

    /** A cell in which a ride costs so many times as much. */
    public void cell(List<Spot> border, double multiplier) {
        double heat = Math.min(1, (multiplier - 1) / (WARMEST - 1));
        shapes.add(String.format(Locale.ROOT,
                "<polygon points=\"%s\" fill=\"#e8590c\" fill-opacity=\"%.2f\" stroke=\"#e8590c\"><title>%.2f</title></polygon>",
                border.stream().map(this::point).collect(Collectors.joining(" ")), 0.1 + 0.6 * heat, multiplier));
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + PIXELS + " " + PIXELS
                + "\" width=\"" + PIXELS + "\">\n<rect width=\"100%\" height=\"100%\" fill=\"#faf8f3\"/>\n"
                + String.join("\n", shapes) + "\n</svg>\n");
    }

    private static String line(String points, String colour, double width) {
        return String.format(Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>", points.strip(), colour,
                width);
    }

    private String point(Spot spot) {
        return x(spot) + "," + y(spot);
    }

    private String x(Spot spot) {
        double narrow = Math.cos(Math.toRadians(map.plan().centre().lat()));
        return pixels((spot.lng() - map.plan().centre().lng()) * narrow);
    }

    private String y(Spot spot) {
        return pixels(map.plan().centre().lat() - spot.lat());
    }

    private String pixels(double degrees) {
        return String.format(Locale.ROOT, "%.1f", (degrees * Grid.METRES_PER_DEGREE / metres + 0.5) * PIXELS);
    }
}
