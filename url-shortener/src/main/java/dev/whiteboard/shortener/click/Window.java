package dev.whiteboard.shortener.click;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hours a report is about. Roll-ups know whole hours, so a window begins and ends with one: its first and last hour are whole. */
record Window(Instant from, Instant to, Interval interval) {
    static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    enum Interval {
        HOUR, DAY;

        static Optional<Interval> of(String text) {
            return switch (text) {
                case "hour" -> Optional.of(HOUR);
                case "day" -> Optional.of(DAY);
                default -> Optional.empty();
            };
        }
    }

    static Window of(@Nullable Instant from, @Nullable Instant to, Interval interval) {
        Instant first = from == null ? BEGINNING : from.truncatedTo(ChronoUnit.HOURS);
        Instant last = to == null ? END : to.truncatedTo(ChronoUnit.HOURS);
        boolean withinAnHour = to != null && !to.equals(last);
        return new Window(first, withinAnHour ? last.plus(1, ChronoUnit.HOURS) : last, interval);
    }

    boolean backwards() {
        return to.isBefore(from);
    }
}
