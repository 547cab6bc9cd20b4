package dev.whiteboard.gateway.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The description of a system's boxes and arrows, as far as the gateway needs it; where a box stands is the page's
 * business. It is also the list of what may be told to everybody: a figure that no board names stays inside.
 *
 * @param system the name of its page
 * @param service whose figures they are unless a box names another
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Board(
        String system,
        String title,
        @Nullable String service,
        List<Box> boxes,
        List<Arrow> arrows) {

    /**
     * @param upstream whose traffic through the gateway the box shows
     * @param service whose readiness and figures it shows
     * @param component which part of that service's health it stands for
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Box(
            String id,
            String label,
            @Nullable String kind,
            @Nullable String upstream,
            @Nullable String service,
            @Nullable String component,
            @Nullable List<Figure> figures) {

        Box {
            figures = figures == null ? List.of() : List.copyOf(figures);
        }

        @Override
        public List<Figure> figures() {
            return figures == null ? List.of() : figures;
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Arrow(
            String from,
            String to) {}

    /** @param tags those that a sample must have to be counted in */
    record Figure(
            String label,
            String metric,
            Show show,
            String unit,
            @Nullable Map<String, String> tags) {}

    /** What to make of the samples of all replicas. */
    enum Show {
        /** Their sum. */
        @JsonProperty("sum")
        SUM,
        /** The highest of them. */
        @JsonProperty("highest")
        HIGHEST,
        /** By how much their sum grows in a second. */
        @JsonProperty("rate")
        RATE
    }

    /** The service of a box, or null where a box has none. */
    @Nullable
    String serviceOf(Box box) {
        if (box.service() != null) {
            return box.service();
        }
        return box.upstream() == null && box.component() == null && box.figures().isEmpty() ? null : service;
    }

    /** Whose figures or health the board shows, beyond what the gateway sees by itself. */
    Set<String> asked() {
        return boxes.stream()
                .filter(box -> box.component() != null || !box.figures().isEmpty())
                .map(box -> Objects.requireNonNull(serviceOf(box), box.id()))
                .collect(Collectors.toSet());
    }
}
