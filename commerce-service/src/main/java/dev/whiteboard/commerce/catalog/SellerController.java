package dev.whiteboard.commerce.catalog;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;
import static dev.whiteboard.common.problem.ErrorCode.PRECONDITION_FAILED;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The back room: a seller's own products. Somebody else's are not refused but not there. */
@RestController
@RequestMapping("/api/v1/seller/products")
class SellerController {
    private static final Pattern TAG = Pattern.compile("\"(?<version>[0-9]{1,18})\"");

    private final Catalogue catalogue;
    private final Listings listings;
    private final SignedCursors cursors;

    SellerController(Catalogue catalogue, Listings listings, SignedCursors cursors) {
        this.catalogue = catalogue;
        this.listings = listings;
        this.cursors = cursors;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ProductView> add(@RequestBody ProductRequest request, @AuthenticationPrincipal Caller caller) {
        return view(HttpStatus.CREATED, Refusals.orListing(catalogue.add(caller.userId(), request)));
    }

    @GetMapping
    Page<ProductView> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        long before = query.cursor() == null ? Long.MAX_VALUE : position(query.cursor(), caller);
        List<Listing> found = listings.ofSeller(caller.userId(), before, query.limit() + 1);
        List<Listing> page = found.subList(0, Math.min(query.limit(), found.size()));
        String next = found.size() > page.size()
                ? cursors.sign(scope(caller), Long.toString(page.getLast().product().id()))
                : null;
        return Page.of(page.stream().map(ProductView::of).toList(), next);
    }

    @GetMapping("/{id}")
    ResponseEntity<ProductView> get(@PathVariable String id, @AuthenticationPrincipal Caller caller) {
        return view(HttpStatus.OK, listings.read(known(id))
                .filter(listing -> listing.product().sellerId().equals(caller.userId()))
                .orElseThrow(() -> Refusals.noSuchProduct().asException()));
    }

    /** With {@code If-Match} only if the product still has that version. */
    @PutMapping("/{id}")
    ResponseEntity<ProductView> edit(@PathVariable String id, @RequestBody ProductRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        Outcome outcome = catalogue.edit(caller.userId(), known(id), request, version(ifMatch));
        return view(HttpStatus.OK, Refusals.orListing(outcome));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @AuthenticationPrincipal Caller caller) {
        Refusals.orListing(catalogue.withdraw(caller.userId(), known(id), version(ifMatch)));
    }

    /** The seller's version, not the revision: a new review is no reason to refuse an edit. */
    private static ResponseEntity<ProductView> view(HttpStatus status, Listing listing) {
        return ResponseEntity.status(status).eTag(Long.toString(listing.product().version()))
                .body(ProductView.of(listing));
    }

    private static long known(String id) {
        return Product.parse(id).orElseThrow(() -> Refusals.noSuchProduct().asException());
    }

    private static @Nullable Long version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw Problem.of(PRECONDITION_FAILED, "If-Match must be the ETag of a product of yours").asException();
        }
        return Long.valueOf(tag.group("version"));
    }

    private long position(String cursor, Caller caller) {
        return Long.parseLong(cursors.open(scope(caller), cursor).orElseThrow(
                () -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor").asException())
                .getFirst());
    }

    private static String scope(Caller caller) {
        return "seller-products:" + caller.userId();
    }
}
