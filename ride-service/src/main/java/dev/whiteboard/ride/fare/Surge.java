package dev.whiteboard.ride.fare;

import java.math.BigDecimal;

/** By how much a fare is multiplied where more people want a car than there are: hundredths, 120 is 1.2 times. */
public record Surge(int hundredths) {
    public static final Surge NONE = new Surge(100);

    public Surge {
        if (hundredths < 100) {
            throw new IllegalArgumentException("surge is at least 1");
        }
    }

    /** As clients read it: {@code 1.2}. */
    public BigDecimal multiplier() {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
