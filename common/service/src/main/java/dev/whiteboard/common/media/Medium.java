package dev.whiteboard.common.media;

/**
 * A picture or another file in storage.
 *
 * @param ownerId who uploaded it
 * @param contentType what its bytes are; checked by storage once it is complete, until then only said by its owner
 * @param complete whether its bytes have arrived and been checked; from then on nothing here ever changes
 */
public record Medium(
        String mediaId,
        String ownerId,
        String contentType,
        long sizeBytes,
        boolean complete) {

    /** Whether this user may show it to others: it is theirs, and there is something to show. */
    public boolean shownBy(String userId) {
        return complete && ownerId.equals(userId);
    }
}
