package dev.whiteboard.commerce.address;

import dev.whiteboard.common.problem.ErrorCode;
import dev.whiteboard.common.problem.Problem;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A postal address as it was written.
 *
 * @param country two letters of ISO 3166-1
 */
public record Place(String name, String line1, @Nullable String line2, String city, @Nullable String region,
        String postalCode, String country) {
    private static final int LONGEST = 200;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Refuses what no post office could deliver to, and names the field. */
    public Place checked(String path) {
        check(path + "name", name);
        check(path + "line1", line1);
        check(path + "line2", line2);
        check(path + "city", city);
        check(path + "region", region);
        check(path + "postal_code", postalCode);
        if (!COUNTRIES.contains(country)) {
            throw refusal(path + "country", "must be a country of ISO 3166-1, in two capital letters");
        }
        return this;
    }

    private static void check(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST)) {
            throw refusal(field, "must have 1 to " + LONGEST + " characters");
        }
    }

    private static RuntimeException refusal(String field, String message) {
        return Problem.of(ErrorCode.VALIDATION_ERROR, message).field(field).asException();
    }
}
