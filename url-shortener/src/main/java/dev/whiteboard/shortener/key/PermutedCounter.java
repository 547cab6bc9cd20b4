package dev.whiteboard.shortener.key;

/** The default strategy: the n-th key is the n-th number of a leased counter, seen through a secret permutation. */
final class PermutedCounter implements KeySource {
    private final LeasedCounter counter;
    private final KeyPermutation permutation;

    PermutedCounter(LeasedCounter counter, KeyPermutation permutation) {
        this.counter = counter;
        this.permutation = permutation;
    }

    @Override
    public String propose(String longUrl, int attempt) {
        return Base62.encode(permutation.permute(counter.next()));
    }

    @Override
    public boolean guessable() {
        return false;
    }
}
