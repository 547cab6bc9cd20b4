package dev.whiteboard.shortener.key;

/**
 * Proposes short keys. A proposal is never checked before it is used: the unique constraint of the link table decides, and a taken proposal (an alias may
 * look like a generated key) is answered by asking again.
 */
public interface KeySource {

    /**
     * @param longUrl what the key will stand for; a strategy that hashes needs it, one that counts does not
     * @param attempt 0 for the first proposal, then one more for each proposal that was taken
     * @return a key of {@link Base62#KEY_LENGTH} base-62 digits
     */
    String propose(String longUrl, int attempt);

    /** Whether somebody may ask for a key before it exists, so that caches may remember it as missing when it comes to be. */
    boolean guessable();
}
