package dev.whiteboard.ride.fare;

import java.util.List;

/** Every rate card there has ever been, because receipts are recomputed from them. */
public final class RateCards {
    private static final String CURRENT = "2026-11";
    private static final List<RateCard> ALL = List.of(
            new RateCard("2026-11", RideType.STANDARD, 250, 110, 32, 600, 150),
            new RateCard("2026-11", RideType.XL, 385, 185, 45, 850, 150),
            new RateCard("2026-11", RideType.PREMIUM, 700, 275, 65, 1_500, 200));

    private RateCards() {}

    public static RateCard current(RideType type) {
        return get(CURRENT, type);
    }

    public static RateCard get(String version, RideType type) {
        return ALL.stream().filter(card -> card.version().equals(version) && card.type() == type).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no rate card " + version + " of " + type));
    }
}
