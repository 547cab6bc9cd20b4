package dev.whiteboard.city;

import dev.whiteboard.city.Street.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a city as OpenStreetMap does, for whoever reads that. */
public final class OsmFile {
    private OsmFile() {}

    public static void write(CityMap map, Path file) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"whiteboard\">\n");
            for (int corner : map.corners()) {
                Spot spot = map.spot(corner);
                writer.write(String.format(Locale.ROOT, "<node id=\"%d\" lat=\"%.7f\" lon=\"%.7f\"/>%n", corner + 1,
                        spot.lat(), spot.lng()));
            }
            int way = 0;
            for (Street street : map.streets()) {
                way++;
                writer.write("<way id=\"" + way + "\">");
                for (int corner : street.corners()) {
                    writer.write("<nd ref=\"" + (corner + 1) + "\"/>");
                }
                writer.write(tags(street) + "</way>\n");
            }
            writer.write("</osm>\n");
        }
    }

    private static String tags(Street street) {
        Kind kind = street.kind();
        return tag("name", street.name()) + tag("maxspeed", Integer.toString(kind.kilometresPerHour()))
                + tag("highway", kind == Kind.BRIDGE ? "secondary" : kind.name().toLowerCase(Locale.ROOT))
                + (kind == Kind.BRIDGE ? tag("bridge", "yes") : "") + (street.oneWay() ? tag("oneway", "yes") : "");
    }

    private static String tag(String key, String value) {
        return "<tag k=\"" + key + "\" v=\"" + value + "\"/>";
    }
}
