package dev.whiteboard.common.money;

import java.util.Currency;
import java.util.Optional;

/** The currencies of ISO 4217 in which somebody can be paid. */
public final class Currencies {
    private Currencies() {}

    /** Empty for what is no code, and for codes such as XAU, which have no minor unit. */
    public static Optional<Currency> find(String code) {
        try {
            return Optional.of(Currency.getInstance(code)).filter(known -> known.getDefaultFractionDigits() >= 0);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
