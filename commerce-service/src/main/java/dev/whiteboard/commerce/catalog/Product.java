package dev.whiteboard.commerce.catalog;

import dev.whiteboard.common.id.PublicId;
import dev.whiteboard.common.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Something that is for sale.
 *
 * @param category the name of its category in addresses, such as {@code electronics}
 * @param images ids of media
 * @param version counts the changes; who changes it says which version they saw
 */
public record Product(long id, String sellerId, String title, String description, String category, Money price,
        List<String> images, ProductState state, long version, Instant createdAt, Instant updatedAt) {
    public static final String PREFIX = "prod";

    public Product {
        images = List.copyOf(images);
    }

    public String publicId() {
        return publicId(id);
    }

    public static String publicId(long id) {
        return PublicId.format(PREFIX, id);
    }

    public static OptionalLong parse(String publicId) {
        return PublicId.parse(PREFIX, publicId);
    }

    public boolean isForSale() {
        return state == ProductState.ACTIVE;
    }
}
