package dev.whiteboard.shortener.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/**
 * The key is a hash of the address, and of a salt as soon as that hash is taken: by another address (a collision), or by an
 * earlier link to the same one. Nothing is shared between nodes but the table, whose unique key finds out, at the price of an
 * insert in vain, more often the fuller it is: of n links the next one collides with a probability of n/62⁷.
 *
 * <p>
 * The hash is keyed (HMAC-SHA-256). Cut from a plain one, as the textbook has it, everybody could compute an address's key
 * and see whether somebody has shortened it.
 */
final class HashedUrl implements KeySource {
    private final KeyedHash hash;
    private final long size;
    private final LongSupplier salts;

    /**
     * @param size how many keys there are: 62⁷, less in tests that want collisions
     * @param salts draws a number that was not drawn before
     */
    HashedUrl(byte[] secret, long size, LongSupplier salts) {
        this.hash = new KeyedHash(secret);
        this.size = size;
        this.salts = salts;
    }

    @Override
    public String propose(String longUrl, int attempt) {
        byte[] address = longUrl.getBytes(UTF_8);
        ByteBuffer salted = ByteBuffer.allocate(Byte.BYTES + Long.BYTES + address.length);
        salted.put((byte) (attempt == 0 ? 0 : 1)).putLong(attempt == 0 ? 0 : salts.getAsLong()).put(address);
        return Base62.encode(Long.remainderUnsigned(hash.first64Bits(salted.array()), size));
    }

    @Override
    public boolean guessable() {
        return false;
    }
}
