package dev.whiteboard.feed.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line chart as SVG.
 *
 * @param places the names along the x axis
 * @param lines for each name of a line its value at each place
 */
record Chart(String title, String x, String y, List<String> places, Map<String, List<Double>> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int TOP = 50;
    private static final int RIGHT = 560;
    private static final int BOTTOM = 330;
    private static final List<String> COLOURS = List.of("#c0392b", "#2471a3", "#1e8449", "#7d3c98");

    String svg() {
        double most = lines.values().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(1);
        double step = step(most);
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT));
        text(svg, LEFT, 28, "start", title);
        text(svg, (LEFT + RIGHT) / 2.0, HEIGHT - 18, "middle", x);
        svg.append("<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
                .formatted((TOP + BOTTOM) / 2, y));
        double top = Math.ceil(most / step) * step;
        for (double value = 0; value <= top + step / 2; value += step) {
            double height = height(value, top);
            svg.append("<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" stroke=\"#ddd\"/>\n"
                    .formatted(LEFT, RIGHT, number(height), number(height)));
            text(svg, LEFT - 8, height + 4, "end", String.format(Locale.ROOT, step < 0.1 ? "%.2f" : "%.1f", value));
        }
        for (int place = 0; place < places.size(); place++) {
            text(svg, across(place), BOTTOM + 20, "middle", places.get(place));
        }
        int line = 0;
        for (Map.Entry<String, List<Double>> entry : lines.entrySet()) {
            String colour = COLOURS.get(line++ % COLOURS.size());
            StringBuilder points = new StringBuilder();
            for (int place = 0; place < entry.getValue().size(); place++) {
                String at = number(across(place)) + "," + number(height(entry.getValue().get(place), top));
                points.append(at).append(' ');
                svg.append("<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>\n".formatted(at.split(",")[0],
                        at.split(",")[1], colour));
            }
            svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
                    .formatted(points.toString().strip(), colour));
            svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n".formatted(RIGHT + 14, TOP + 22 * line, colour,
                    entry.getKey()));
        }
        return svg.append("</svg>\n").toString();
    }

    private double across(int place) {
        return LEFT + 40 + (RIGHT - LEFT - 80.0) * place / Math.max(1, places.size() - 1);
    }

    private static double height(double value, double top) {
        return BOTTOM - (BOTTOM - TOP) * value / top;
    }

    /** A round step that makes about five lines. */
    private static double step(double most) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(most)));
        return most / magnitude < 2 ? magnitude / 4 : most / magnitude < 5 ? magnitude / 2 : magnitude;
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n".formatted(number(x), number(y), anchor, text));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
