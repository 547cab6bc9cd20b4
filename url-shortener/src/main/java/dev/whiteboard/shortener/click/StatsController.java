package dev.whiteboard.shortener.click;

import static dev.whiteboard.common.problem.ErrorCode.NOT_FOUND;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;
import static dev.whiteboard.common.problem.ErrorCode.WRONG_TYPE;

import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.shortener.link.Link;
import dev.whiteboard.shortener.link.Links;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statistics of a link: for its owner; for everybody if nobody owns it. To all others the link is not there. */
@RestController
class StatsController {
    private static final int DATE_LENGTH = "2026-01-31".length();

    private final Links links;
    private final Reports reports;

    StatsController(Links links, Reports reports) {
        this.links = links;
        this.reports = reports;
    }

    @GetMapping("/api/v1/stats/{key}")
    Stats stats(@PathVariable String key, @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to, @RequestParam(defaultValue = "day") String interval,
            @AuthenticationPrincipal @Nullable Caller caller) {
        Link link = links.find(key).filter(found -> mayRead(found, caller)).orElseThrow(
                () -> Problem.of(NOT_FOUND, "there is no such link, or its statistics are not yours").asException());
        return reports.about(link, window(from, to, interval));
    }

    private static boolean mayRead(Link link, @Nullable Caller caller) {
        return link.anonymous() || (caller != null && (link.belongsTo(caller.userId()) || caller.isAdmin()));
    }

    private static Window window(@Nullable String from, @Nullable String to, String interval) {
        Window.Interval unit = Window.Interval.of(interval).orElseThrow(
                () -> Problem.of(VALIDATION_ERROR, "must be hour or day").field("interval").asException());
        Window window = Window.of(time("from", from, 0), time("to", to, 1), unit);
        if (window.backwards()) {
            throw Problem.of(VALIDATION_ERROR, "must not be before from").field("to").asException();
        }
        return window;
    }

    /** An instant; or a bare date, of which {@code from} means the beginning and {@code to} the end, UTC. */
    private static @Nullable Instant time(String name, @Nullable String text, int daysAfter) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return time.isBefore(Window.BEGINNING) ? Window.BEGINNING : time.isAfter(Window.END) ? Window.END : time;
        } catch (DateTimeException e) {
            throw Problem.of(WRONG_TYPE, "must be an ISO 8601 time or date").field(name).asException();
        }
    }
}
