package dev.whiteboard.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a run has to say about a promise and one test of it. */
record PromiseRecord(String promise, String test, boolean naive, long rounds, Result result) {

    /** In the order of severity: of several invocations of a test the worst counts. */
    enum Result {
        PASSED, DISABLED, FAILED
    }

    PromiseRecord and(PromiseRecord next) {
        Result worst = result.compareTo(next.result) >= 0 ? result : next.result;
        return new PromiseRecord(promise, test, naive, rounds + next.rounds, worst);
    }

    void write() {
        Path folder = Path.of(System.getProperty("promises.folder", "target/promises"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(test + "." + promise.replaceAll("[^A-Za-z0-9._-]", "_") + ".json"),
                    json());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot record the promise " + promise, e);
        }
    }

    String json() {
        return """
                {"promise":"%s","test":"%s","naive":%b,"rounds":%d,"scale":%s,"seed":%d,"result":"%s"}
                """.formatted(promise, test, naive, rounds, Scale.factor(), Seed.value(),
                result.name().toLowerCase(Locale.ROOT));
    }
}
