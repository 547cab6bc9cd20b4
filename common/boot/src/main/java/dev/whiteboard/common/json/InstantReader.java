package dev.whiteboard.common.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads an ISO 8601 instant with its offset, or a bare date, which means the end of that day in UTC. The last
 * microsecond stands for the end, because it is the finest that the database keeps and still prints as that day.
 */
final class InstantReader extends StdDeserializer<Instant> {
    private static final int BARE_DATE = "2026-01-31".length();

    InstantReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), parser);
        }
        String text = parser.getString();
        try {
            return read(text);
        } catch (DateTimeException notATime) {
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "must be an ISO 8601 time or date");
        }
    }

    private static Instant read(String text) {
        Instant instant = text.length() == BARE_DATE
                ? endOf(LocalDate.parse(text))
                : OffsetDateTime.parse(text).toInstant();
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1 || year > 9999) {
            throw new DateTimeException("year out of range");
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MICROS);
    }
}
