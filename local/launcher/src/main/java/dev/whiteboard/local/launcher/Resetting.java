package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.build.Folders;
import dev.whiteboard.local.launcher.supervise.Lock;
import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code reset}: deletes what servers stored and what was logged. Keys stay, for they cost nothing and other copies of
 * the data may need them; built services stay, for they cost time.
 */
record Resetting(Setup setup) {

    int run(boolean yes, InputStream answers) throws IOException {
        Lock lock = Lock.take(setup.home().run())
                .orElseThrow(() -> new Trouble("Whiteboard runs. './whiteboard down' first, then reset."));
        try (lock) {
            List<Path> doomed = List.of(setup.home().data(), setup.home().logs());
            if (doomed.stream().noneMatch(Files::exists)) {
                System.out.println("There is no data to delete.");
                return 0;
            }
            if (!yes && !agrees(answers)) {
                System.out.println("Nothing was deleted.");
                return 1;
            }
            for (Path folder : doomed) {
                Folders.delete(folder);
            }
        }
        System.out.println("All data and logs are deleted. Keys and built services are kept.");
        return 0;
    }

    private boolean agrees(InputStream answers) throws IOException {
        System.out.print("Delete all data in %s for good? [y/N] ".formatted(setup.home().data()));
        System.out.flush();
        String answer = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8)).readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(java.util.Locale.ROOT));
    }
}
