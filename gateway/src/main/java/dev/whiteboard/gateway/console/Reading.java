package dev.whiteboard.gateway.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;

/**
 * What a service's replicas say of themselves at one moment.
 *
 * @param samples lines of their metrics, those alone that some board names
 * @param components the parts of their health, and whether every replica calls them UP
 */
record Reading(
        long atNanos,
        List<Sample> samples,
        Map<String, Boolean> components) {

    /** A line {@code name{key="value",…} number} of the Prometheus text format. */
    record Sample(
            String metric,
            String labels,
            double value) {

        static @Nullable Sample parse(String line, Set<String> wanted) {
            int end = line.indexOf('{');
            int space = line.lastIndexOf(' ');
            String name = line.substring(0, end >= 0 ? end : Math.max(0, line.indexOf(' ')));
            if (!wanted.contains(name)) {
                return null;
            }
            String labels = end >= 0 ? line.substring(end, line.lastIndexOf('}') + 1) : "";
            return new Sample(name, labels, Double.parseDouble(line.substring(space + 1)));
        }

        boolean has(Map<String, String> tags) {
            return tags.entrySet()
                    .stream()
                    .allMatch(tag -> labels.contains(tag.getKey() + "=\"" + tag.getValue() + '"'));
        }
    }

    static List<Sample> parse(String text, Set<String> wanted) {
        List<Sample> samples = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(line -> {
            Sample sample = Sample.parse(line, wanted);
            if (sample != null) {
                samples.add(sample);
            }
        });
        return samples;
    }

    /** The figure's value now; null if no replica has it, or a rate has nothing to compare with. */
    @Nullable
    Double value(Board.Figure figure, @Nullable Reading before) {
        double[] values = values(figure).toArray();
        if (values.length == 0) {
            return null;
        }
        double sum = DoubleStream.of(values).sum();
        return switch (figure.show()) {
            case SUM -> sum;
            case HIGHEST -> DoubleStream.of(values).max().orElseThrow();
            case RATE -> before == null
                    ? null
                    : Math.max(0, (sum - before.values(figure).sum()) / ((atNanos - before.atNanos) / 1e9));
        };
    }

    private DoubleStream values(Board.Figure figure) {
        Map<String, String> tags = figure.tags() == null ? Map.of() : figure.tags();
        return samples.stream()
                .filter(sample -> sample.metric().equals(figure.metric()) && sample.has(tags))
                .mapToDouble(Sample::value)
                .filter(value -> !Double.isNaN(value));
    }
}
