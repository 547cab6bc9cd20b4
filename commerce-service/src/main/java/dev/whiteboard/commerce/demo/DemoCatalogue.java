package dev.whiteboard.commerce.demo;

import dev.whiteboard.commerce.catalog.Draft;
import dev.whiteboard.common.money.Money;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The demo shop's products: the same number is the same product, everywhere and always. */
final class DemoCatalogue {
    private static final Currency DOLLARS = Currency.getInstance("USD");
    private static final List<String> MAKERS = List.of("Alder", "Brightwell", "Cobalt", "Dovetail", "Everly", "Fjord",
            "Garnet", "Hartley", "Indigo", "Juniper", "Kestrel", "Larkspur", "Meridian", "Northbound", "Osprey",
            "Pinegrove", "Quartz", "Rowan", "Sable", "Tidewater");
    private static final List<String> SERIES = List.of("One", "Mini", "Plus", "Classic", "Pro", "Air", "Studio",
            "Everyday");

    private DemoCatalogue() {}

    /** @param number from 1 */
    static Draft product(int number) {
        var random = new SplittableRandom(number);
        DemoRange range = pick(DemoRange.ALL, random);
        String quality = pick(range.qualities(), random);
        String thing = pick(range.things(), random);
        String maker = pick(MAKERS, random);
        String series = pick(SERIES, random);
        String title = "%s %s %s %s".formatted(maker, quality, thing, series);
        String description = "The %s by %s: %s, with %s and %s.".formatted(thing.toLowerCase(Locale.ROOT), maker,
                quality, pick(range.features(), random), pick(range.features(), random));
        return new Draft(title, description, range.category(), price(range, random), List.of());
    }

    static int stock(int number) {
        return 20 + new SplittableRandom(-number).nextInt(480);
    }

    /** Most things are cheap, few are dear; all end in .99 or .49. */
    private static Money price(DemoRange range, RandomGenerator random) {
        double share = Math.pow(random.nextDouble(), 3);
        long dollars = range.cheapest() + (long) (share * (range.dearest() - range.cheapest()));
        return new Money(dollars * 100 + (random.nextBoolean() ? 99 : 49), DOLLARS);
    }

    private static <T> T pick(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}
