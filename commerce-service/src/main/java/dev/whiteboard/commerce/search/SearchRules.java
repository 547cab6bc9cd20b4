package dev.whiteboard.commerce.search;

import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.catalog.Categories;
import dev.whiteboard.common.money.Currencies;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.problem.ProblemException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be searched for. */
@Component
class SearchRules {
    private static final int LONGEST = 200;
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");

    private final Categories categories;

    SearchRules(Categories categories) {
        this.categories = categories;
    }

    /** As it stands in the address. */
    record Sent(String q, @Nullable String category, @Nullable String minPrice, @Nullable String maxPrice,
            @Nullable String rating, @Nullable String currency, @Nullable String sort) {}

    ProductSearch check(Sent sent) {
        String words = beginning(sent.q());
        if (sent.category() != null && !categories.exists(sent.category())) {
            throw refused("category", "must be one of the categories");
        }
        Currency currency = Currencies.find(sent.currency() == null ? "USD" : sent.currency())
                .orElseThrow(() -> refused("currency", "must be a currency of ISO 4217"));
        Long least = price("min_price", sent.minPrice(), currency);
        Long most = price("max_price", sent.maxPrice(), currency);
        if (least != null && most != null && least > most) {
            throw refused("max_price", "must not be less than min_price");
        }
        return new ProductSearch(words, sent.category(), least, most, rating(sent.rating()), currency,
                order(sent.sort(), words));
    }

    String beginning(String q) {
        String words = q.strip();
        if (words.length() > LONGEST) {
            throw refused("q", "must have at most 200 characters");
        }
        return words;
    }

    private static SearchOrder order(@Nullable String sent, String words) {
        if (sent == null) {
            return words.isEmpty() ? SearchOrder.NEWEST : SearchOrder.RELEVANCE;
        }
        return SearchOrder.read(sent)
                .orElseThrow(() -> refused("sort", "must be relevance, newest, price_asc, price_desc or rating"));
    }

    private static @Nullable Integer rating(@Nullable String sent) {
        if (sent == null) {
            return null;
        }
        if (!sent.matches("[1-5]")) {
            throw refused("rating", "must be 1 to 5");
        }
        return Integer.valueOf(sent);
    }

    private static @Nullable Long price(String field, @Nullable String sent, Currency currency) {
        if (sent == null) {
            return null;
        }
        if (!PRICE.matcher(sent).matches()) {
            throw refused(field, "must be a price");
        }
        BigDecimal minor = new BigDecimal(sent).movePointRight(currency.getDefaultFractionDigits());
        if (minor.stripTrailingZeros().scale() > 0) {
            throw refused(field, currency + " has " + currency.getDefaultFractionDigits() + " decimals");
        }
        return minor.longValueExact();
    }

    private static ProblemException refused(String field, String message) {
        return Problem.of(VALIDATION_ERROR, message).field(field).asException();
    }
}
