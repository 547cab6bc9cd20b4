package dev.whiteboard.ride.fare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.Promise;
import dev.whiteboard.testkit.Scale;
import dev.whiteboard.testkit.Seed;
import dev.whiteboard.testkit.Toy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ride costs. */
class FareTest {
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest
    @CsvSource({"STANDARD, 0, 0, 100, 750", "STANDARD, 10000, 900, 100, 1980", "STANDARD, 10000, 900, 150, 2895",
        "XL, 5000, 600, 100, 1910", "PREMIUM, 1, 1, 200, 3200"})
    void isTheSumOfItsLines(RideType type, long metres, long seconds, int surge, long total) {
        assertThat(Fare.of(RateCards.current(type), USD, new Driven(metres, seconds), new Surge(surge)).total())
                .isEqualTo(total);
    }

    /** What a ride costs, and who has what of it. */
    private record Shares(long total, long payout, long fee) {}

    /** How that is computed. */
    private interface Pricing {
        Shares of(RateCard card, Driven driven, Surge surge);
    }

    @Test
    @Promise("ride.fare-to-the-cent")
    void isPayoutAndFeeToTheCentAndWhatExactArithmeticSays() {
        toTheCent((card, driven, surge) -> {
            Fare fare = Fare.of(card, USD, driven, surge);
            return new Shares(fare.total(), fare.payout(), fare.fee());
        });
    }

    @Test
    @Promise(value = "ride.fare-to-the-cent", naive = true)
    void roundingEachShareOfAnExactSumLosesOrMakesACent() {
        Toy.mustFail(1, () -> toTheCent((card, driven, surge) -> {
            double travel = Math.max(card.minimum(),
                    card.base() + card.perKm() * driven.metres() / 1e3 + card.perMinute() * driven.seconds() / 60.0);
            double total = travel * surge.hundredths() / 100 + card.booking();
            return new Shares(Math.round(total), Math.round(total * 0.8), Math.round(total * 0.2));
        }));
    }

    private static void toTheCent(Pricing pricing) {
        Random random = Seed.random("fares");
        for (int round = Scale.rounds(10_000); round > 0; round--) {
            RideType type = RideType.values()[random.nextInt(RideType.values().length)];
            RateCard card = RateCards.current(type);
            Driven driven = new Driven(random.nextInt(200_000), random.nextInt(20_000));
            Surge surge = new Surge(100 + random.nextInt(301));
            Shares fare = pricing.of(card, driven, surge);
            assertThat(fare.payout() + fare.fee()).isEqualTo(fare.total());
            assertThat(fare.total()).isEqualTo(exact(card, driven, surge));
            assertThat(fare.fee()).isEqualTo(BigDecimal.valueOf(fare.total()).multiply(new BigDecimal("0.20"))
                    .setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
    }

    /** The same again in decimals, line by line. */
    private static long exact(RateCard card, Driven driven, Surge surge) {
        BigDecimal distance = BigDecimal.valueOf(card.perKm()).multiply(BigDecimal.valueOf(driven.metres(), 3))
                .setScale(0, RoundingMode.HALF_UP);
        BigDecimal time = BigDecimal.valueOf(card.perMinute() * driven.seconds())
                .divide(BigDecimal.valueOf(60), 0, RoundingMode.HALF_UP);
        BigDecimal travel = distance.add(time).add(BigDecimal.valueOf(card.base()))
                .max(BigDecimal.valueOf(card.minimum()));
        return travel
                .add(travel.multiply(surge.multiplier().subtract(BigDecimal.ONE)).setScale(0, RoundingMode.HALF_UP))
                .longValueExact() + card.booking();
    }
}
