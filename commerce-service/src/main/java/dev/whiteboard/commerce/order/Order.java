package dev.whiteboard.commerce.order;

import dev.whiteboard.commerce.address.Place;
import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.money.Money;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * An order as it stands.
 *
 * @param method what it is paid with
 * @param reservedUntil when its units go back if it is not paid
 * @param refundNo which refund is or was asked for
 * @param asked how often billing was asked since it last answered
 * @param isExpired whether {@code reservedUntil} was over, on the database's clock, when it was read
 */
public record Order(long id, String buyerId, OrderStatus status, PaymentState payment, Money total, String method,
        Place shipTo, Instant reservedUntil, int refundNo, int asked, long version, Instant placedAt, Instant updatedAt,
        boolean isExpired) {
    public static final String PREFIX = "ord";

    public String publicId() {
        return publicId(id);
    }

    static String publicId(long id) {
        return PublicId.format(PREFIX, id);
    }

    public static OptionalLong parse(String publicId) {
        return PublicId.parse(PREFIX, publicId);
    }
}
