package dev.whiteboard.commerce.address;

import static dev.whiteboard.common.problem.ErrorCode.INVALID_CURSOR;

import dev.whiteboard.common.cursor.SignedCursors;
import dev.whiteboard.common.id.SnowflakeGenerator;
import dev.whiteboard.common.problem.Problem;
import dev.whiteboard.common.security.Caller;
import dev.whiteboard.common.web.list.ListQuery;
import dev.whiteboard.common.web.list.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Users keep addresses here. */
@RestController
@RequestMapping("/api/v1/addresses")
class AddressController {
    private static final String SCOPE = "addresses:";

    private final Addresses addresses;
    private final SnowflakeGenerator ids;
    private final SignedCursors cursors;

    AddressController(Addresses addresses, SnowflakeGenerator ids, SignedCursors cursors) {
        this.addresses = addresses;
        this.ids = ids;
        this.cursors = cursors;
    }

    record AddressView(String addressId, String name, String line1, @Nullable String line2, String city,
            @Nullable String region, String postalCode, String country) {
        static AddressView of(Address address) {
            Place place = address.place();
            return new AddressView(address.publicId(), place.name(), place.line1(), place.line2(), place.city(),
                    place.region(), place.postalCode(), place.country());
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    AddressView keep(@RequestBody Place place, @AuthenticationPrincipal Caller caller) {
        return AddressView.of(addresses.insert(ids.next(), caller.userId(), place.checked("")));
    }

    @GetMapping
    Page<AddressView> list(ListQuery query, @AuthenticationPrincipal Caller caller) {
        String scope = SCOPE + caller.userId();
        List<Address> found = addresses.of(caller.userId(), before(scope, query.cursor()), query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Address> page = more ? found.subList(0, query.limit()) : found;
        return Page.of(page.stream().map(AddressView::of).toList(),
                more ? cursors.sign(scope, Long.toString(page.getLast().id())) : null);
    }

    private long before(String scope, @Nullable String cursor) {
        return cursor == null
                ? Long.MAX_VALUE
                : cursors.open(scope, cursor).map(parts -> Long.parseLong(parts.getFirst()))
                        .orElseThrow(() -> Problem.of(INVALID_CURSOR, "is not a cursor of this list").field("cursor")
                                .asException());
    }
}
