package dev.whiteboard.commerce.review;

import static dev.whiteboard.common.problem.ErrorCode.ALREADY_EXISTS;
import static dev.whiteboard.common.problem.ErrorCode.FORBIDDEN;
import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.VALIDATION_ERROR;

import dev.whiteboard.commerce.catalog.Product;
import dev.whiteboard.commerce.catalog.Refusals;
import dev.whiteboard.commerce.catalog.Shelf;
import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What buyers say, and whoever wants to hear it. */
@RestController
@RequestMapping("/api/v1/products/{id}/reviews")
class ReviewController {
    private final Reviews reviews;
    private final Shelf shelf;
    private final SignedCursors cursors;

    ReviewController(Reviews reviews, Shelf shelf, SignedCursors cursors) {
        this.reviews = reviews;
        this.shelf = shelf;
        this.cursors = cursors;
    }

    /** A review on the wire. */
    record ReviewView(String reviewId, String productId, String authorId, int rating, String title, String text,
            boolean verifiedPurchase, Instant createdAt) {
        static ReviewView of(Review review) {
            return new ReviewView(review.publicId(), Product.publicId(review.productId()), review.authorId(),
                    review.stars(), review.title(), review.text(), true, review.createdAt());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ReviewView add(@PathVariable String id, @RequestBody ReviewRequest request,
            @AuthenticationPrincipal Caller caller) {
        return switch (reviews.add(known(id), caller.userId(), request)) {
            case Outcome.Done(Review review) -> ReviewView.of(review);
            case Outcome.Refused(String field, String message) ->
                throw Problem.of(VALIDATION_ERROR, message).field(field).asException();
            case Outcome.NoSuchProduct _ -> throw Refusals.noSuchProduct().asException();
            case Outcome.NotBought _ ->
                throw Problem.of(FORBIDDEN, "only who has bought a product can review it").asException();
            case Outcome.SaidAlready _ ->
                throw Problem.of(ALREADY_EXISTS, "you have reviewed this product").asException();
        };
    }

    @GetMapping
    Page<ReviewView> list(@PathVariable String id, ListQuery query) {
        long product = known(id);
        if (shelf.find(product).isEmpty()) {
            throw Refusals.noSuchProduct().asException();
        }
        String scope = "reviews:" + id;
        long before = query.cursor() == null ? Long.MAX_VALUE : position(scope, query.cursor());
        List<Review> found = reviews.of(product, before, query.limit() + 1);
        List<Review> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size() ? cursors.sign(scope, Long.toString(page.getLast().id())) : null;
        return Page.of(page.stream().map(ReviewView::of).toList(), next);
    }

    private long position(String scope, String cursor) {
        return Long.parseLong(cursors.open(scope, cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException())
                .getFirst());
    }

    private static long known(String id) {
        return Product.parse(id).orElseThrow(() -> Refusals.noSuchProduct().asException());
    }
}
