package dev.whiteboard.commerce.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a product can be bought. */
public enum ProductState {
    ACTIVE, WITHDRAWN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProductState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }

    static Optional<ProductState> read(String sent) {
        return Arrays.stream(values()).filter(state -> state.wire().equals(sent)).findFirst();
    }
}
