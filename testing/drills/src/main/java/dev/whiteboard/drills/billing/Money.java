package dev.whiteboard.drills.billing;

import java.math.BigDecimal;

/** Cents, and how they are written. */
final class Money {
    private Money() {}

    static String text(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

}
