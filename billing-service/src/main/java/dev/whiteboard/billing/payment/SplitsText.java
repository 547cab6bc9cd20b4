package dev.whiteboard.billing.payment;

import dev.whiteboard.billing.ledger.Account;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Splits as a payment's row keeps them: {@code payee:usr_…=1200,platform:fee=300}. */
final class SplitsText {
    private SplitsText() {}

    static String write(Splits splits) {
        return splits.parts().stream().map(part -> part.account().code() + "=" + part.minor())
                .collect(Collectors.joining(","));
    }

    static Splits read(String text) {
        return text.isEmpty()
                ? Splits.none()
                : new Splits(Arrays.stream(text.split(",")).map(SplitsText::part).toList());
    }

    private static Split part(String text) {
        int equals = text.indexOf('=');
        return new Split(new Account(text.substring(0, equals)), Long.parseLong(text.substring(equals + 1)));
    }
}
