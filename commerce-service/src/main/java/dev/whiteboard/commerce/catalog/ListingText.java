package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A listing as one line: its revision, a space, JSON. A line that another release wrote otherwise is no line. */
@Component
class ListingText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The fields of a line; their names are part of it. */
    record Line(long id, String seller, String title, String description, String category, long price, String currency,
            List<String> images, ProductState state, long version, Instant created, Instant updated, BigDecimal rating,
            int reviews) {}

    String write(Listing listing) {
        Product product = listing.product();
        var line = new Line(product.id(), product.sellerId(), product.title(), product.description(),
                product.category(), product.price().minor(), product.price().currency().getCurrencyCode(),
                product.images(), product.state(), product.version(), product.createdAt(), product.updatedAt(),
                listing.rating().average(), listing.rating().reviews());
        return listing.revision() + " " + JSON.writeValueAsString(line);
    }

    Optional<Listing> read(String text) {
        int space = text.indexOf(' ');
        try {
            Line line = JSON.readValue(text.substring(space + 1), Line.class);
            var product = new Product(line.id, line.seller, line.title, line.description, line.category,
                    new Money(line.price, Currency.getInstance(line.currency)), line.images, line.state, line.version,
                    line.created, line.updated);
            return Optional.of(new Listing(product, new Rating(line.rating, line.reviews),
                    Long.parseLong(text.substring(0, Math.max(space, 0)))));
        } catch (JacksonException | IllegalArgumentException | NullPointerException notALine) {
            return Optional.empty();
        }
    }
}
