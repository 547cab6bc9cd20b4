package dev.whiteboard.commerce.inventory;

/** How many there are of a product, and where they are. */
public record Stock(long productId, long received, long available, long reserved, long sold, long writtenOff) {
    /** The law: nothing comes from nowhere and nothing is lost. */
    public boolean isLawful() {
        return received == available + reserved + sold + writtenOff;
    }
}
