package dev.whiteboard.commerce.search;

import dev.whiteboard.commerce.catalog.Listing;
import dev.whiteboard.commerce.catalog.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the index holds of a product. */
final class ProductDocument {
    private static final int MOST_BEGINNINGS = 4;

    private ProductDocument() {}

    /**
     * A withdrawn product stays, out of sight, and so does its revision: a late copy from before its end finds a newer one
     * there and does not bring it back.
     */
    static Map<String, Object> of(Listing listing) {
        Product product = listing.product();
        var document = new LinkedHashMap<String, Object>();
        document.put("id", product.id());
        document.put("title", product.title());
        document.put("description", product.description());
        document.put("category", product.category());
        document.put("seller_id", product.sellerId());
        document.put("state", product.state().wire());
        document.put("price_minor", product.price().minor());
        document.put("currency", product.price().currency().getCurrencyCode());
        document.put("images", product.images());
        document.put("rating", listing.rating().average());
        document.put("reviews", listing.rating().reviews());
        document.put("version", product.version());
        document.put("revision", listing.revision());
        document.put("created_at", product.createdAt().toString());
        document.put("updated_at", product.updatedAt().toString());
        if (product.isForSale()) {
            document.put("suggest", Map.of("input", beginnings(product.title()), "weight",
                    Math.min(listing.rating().reviews(), 1_000_000)));
        }
        return document;
    }

    /** A title is suggested to who types its beginning, or the beginning of its second, third or fourth word. */
    private static List<String> beginnings(String title) {
        List<String> beginnings = new ArrayList<>();
        String rest = title.replaceAll("\\p{Cntrl}", " ").strip();
        while (!rest.isEmpty() && beginnings.size() < MOST_BEGINNINGS) {
            beginnings.add(rest);
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space + 1).strip();
        }
        return beginnings;
    }
}
