package dev.whiteboard.testkit;

import org.junit.jupiter.api.function.Executable;

/** Shows that a check is worth something: on a naive variant it has to fail. */
public final class Toy {

    private Toy() {}

    /** Runs the check of a promise on a naive variant, again and again, until it fails; a check that never fails proves nothing. */
    public static void mustFail(int attempts, Executable check) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            try {
                check.execute();
            } catch (AssertionError caught) {
                return;
            } catch (Throwable broken) {
                throw new AssertionError("The naive variant broke instead of breaking its promise", broken);
            }
        }
        throw new AssertionError(
                "The naive variant passed the check %d times: the check proves nothing".formatted(attempts));
    }
}
