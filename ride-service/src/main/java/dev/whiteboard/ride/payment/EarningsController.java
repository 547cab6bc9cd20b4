package dev.whiteboard.ride.payment;

import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.common.money.Money;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.ride.city.Cities;
import dev.whiteboard.ride.driver.Driver;
import dev.whiteboard.ride.driver.Drivers;
import dev.whiteboard.ride.payment.Payments.Sum;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells drivers what they earned: the sums of their payments, so that there is no balance that could be wrong. */
@RestController
class EarningsController {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final String CAPTURED = "captured";
    /** Nobody has driven before. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Payments payments;
    private final Drivers drivers;
    private final Cities cities;
    private final Clock clock;

    /**
     * @param gross what riders paid by card
     * @param net the driver's part of it
     * @param pending the driver's part of what riders have not paid yet
     * @param cash what riders paid in the car
     */
    record Earnings(Instant from, Instant to, String currency, long rides, String gross, String platformFee,
            String net, String pending, String cash) {}

    EarningsController(Payments payments, Drivers drivers, Cities cities, Clock clock) {
        this.payments = payments;
        this.drivers = drivers;
        this.cities = cities;
        this.clock = clock;
    }

    @GetMapping("/api/v1/drivers/earnings")
    Earnings earnings(@RequestParam @Nullable Instant from, @RequestParam @Nullable Instant to,
            @AuthenticationPrincipal Caller caller) {
        Driver driver = drivers.find(caller.userId())
                .orElseThrow(() -> Problem.of(FORBIDDEN, "you are not a driver").asException());
        Instant now = clock.instant();
        Instant end = to == null ? now : to;
        if (end.isBefore(EARLIEST) || end.isAfter(now.plus(LONGEST))) {
            throw Problem.of(VALIDATION_ERROR, "must be a time of rides").field("to").asException();
        }
        Instant begin = from == null ? end.minus(USUAL) : from;
        if (begin.isAfter(end) || begin.isBefore(end.minus(LONGEST))) {
            throw Problem.of(VALIDATION_ERROR, "must be before to, by a year at most").field("from").asException();
        }
        Currency currency = cities.get(driver.city()).currency();
        List<Sum> sums = payments.sums(driver.id(), begin, end);
        long gross = sum(sums, CAPTURED::equals, false);
        long fee = sum(sums, CAPTURED::equals, true);
        Predicate<String> open = status -> List.of(Payment.REQUESTED, "pending", "unknown", "authorised")
                .contains(status);
        return new Earnings(begin, end, currency.getCurrencyCode(), sums.stream().mapToLong(Sum::rides).sum(),
                Money.text(gross, currency), Money.text(fee, currency), Money.text(gross - fee, currency),
                Money.text(sum(sums, open, false) - sum(sums, open, true), currency),
                Money.text(sum(sums, Payment.CASH::equals, false), currency));
    }

    private static long sum(List<Sum> sums, Predicate<String> which, boolean fee) {
        return sums.stream().filter(sum -> which.test(sum.status()))
                .mapToLong(sum -> fee ? sum.fee() : sum.amount()).sum();
    }
}
