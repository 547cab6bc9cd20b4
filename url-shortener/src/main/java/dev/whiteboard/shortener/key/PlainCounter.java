package dev.whiteboard.shortener.key;

/** The n-th key is the number n in base 62: nothing to compute, and whoever knows a key knows its neighbours. */
final class PlainCounter implements KeySource {
    private final LeasedCounter counter;

    PlainCounter(LeasedCounter counter) {
        this.counter = counter;
    }

    @Override
    public String propose(String longUrl, int attempt) {
        return Base62.encode(counter.next());
    }

    @Override
    public boolean guessable() {
        return true;
    }
}
