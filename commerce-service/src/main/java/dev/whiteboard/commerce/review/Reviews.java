package dev.whiteboard.commerce.review;

import dev.whiteboard.commerce.catalog.Listings;
import dev.whiteboard.commerce.catalog.ProductChanged;
import dev.whiteboard.common.id.SnowflakeGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with reviews. */
@Service
class Reviews {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 5_000;

    private final ReviewTable table;
    private final Listings listings;
    private final SnowflakeGenerator ids;
    private final ApplicationEventPublisher events;

    Reviews(ReviewTable table, Listings listings, SnowflakeGenerator ids, ApplicationEventPublisher events) {
        this.table = table;
        this.listings = listings;
        this.ids = ids;
        this.events = events;
    }

    /** One review for each buyer: the index decides, and the rating is counted only with what it let in. */
    @Transactional
    public Outcome add(long productId, String author, ReviewRequest request) {
        String title = Optional.ofNullable(request.title()).orElse("").strip();
        String text = Optional.ofNullable(request.text()).orElse("").strip();
        if (request.rating() < 1 || request.rating() > 5) {
            return new Outcome.Refused("rating", "must be 1 to 5");
        }
        if (title.length() > LONGEST_TITLE) {
            return new Outcome.Refused("title", "must have at most 200 characters");
        }
        if (text.length() > LONGEST_TEXT) {
            return new Outcome.Refused("text", "must have at most 5,000 characters");
        }
        if (listings.read(productId).isEmpty()) {
            return new Outcome.NoSuchProduct();
        }
        if (!table.bought(productId, author)) {
            return new Outcome.NotBought();
        }
        var review = new Review(ids.next(), productId, author, request.rating(), title, text, Instant.EPOCH);
        return table.insert(review).<Outcome>map(this::counted).orElseGet(Outcome.SaidAlready::new);
    }

    private Outcome counted(Review review) {
        table.count(review);
        listings.read(review.productId()).map(ProductChanged::new).ifPresent(events::publishEvent);
        return new Outcome.Done(review);
    }

    List<Review> of(long productId, long before, int most) {
        return table.of(productId, before, most);
    }
}
