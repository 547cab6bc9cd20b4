package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.money.Currencies;
import dev.whiteboard.common.money.Money;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a product may be; plain rules. */
final class DraftRules {
    static final int MOST_STOCK = 1_000_000;
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 20_000;
    private static final int MOST_IMAGES = 10;
    private static final Pattern IMAGE = Pattern.compile("media_[0-9a-z]{13}");

    private DraftRules() {}

    static Checked<Draft> check(ProductRequest request, Predicate<String> category) {
        String title = request.title().strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            return refused("title", "must have 1 to 300 characters");
        }
        String description = Optional.ofNullable(request.description()).orElse("").strip();
        if (description.length() > LONGEST_DESCRIPTION) {
            return refused("description", "must have at most 20,000 characters");
        }
        Optional<Currency> currency = Currencies.find(Optional.ofNullable(request.currency()).orElse("USD"));
        if (currency.isEmpty()) {
            return refused("currency", "must be a currency of ISO 4217");
        }
        if (!category.test(request.category())) {
            return refused("category", "must be one of the categories");
        }
        List<String> images = Optional.ofNullable(request.images()).orElse(List.of());
        String wrong = wrongImages(images);
        if (wrong != null) {
            return refused("images", wrong);
        }
        try {
            Money price = Money.of(request.price().value(), currency.get());
            return new Checked.Accepted<>(new Draft(title, description, request.category(), price, images));
        } catch (IllegalArgumentException e) {
            return refused("price", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String wrongImages(List<String> images) {
        if (images.size() > MOST_IMAGES) {
            return "must be at most 10";
        }
        if (!images.stream().allMatch(image -> IMAGE.matcher(image).matches())) {
            return "must be ids of media";
        }
        return new HashSet<>(images).size() < images.size() ? "must be different from one another" : null;
    }

    private static Checked<Draft> refused(String field, String message) {
        return new Checked.Refused<>(field, message);
    }
}
