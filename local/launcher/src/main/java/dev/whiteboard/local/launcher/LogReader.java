package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.supervise.LogFile;
import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code logs}: the last lines of one log or of all, and with {@code -f} what comes after them. */
record LogReader(Setup setup) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    int print(Command.Logs command) throws IOException, InterruptedException {
        List<Path> logs = command.name().isPresent() ? List.of(log(command.name().get())) : all();
        boolean several = logs.size() > 1;
        List<GrowingFile> files = logs.stream().map(GrowingFile::atEnd).toList();
        for (Path log : logs) {
            String prefix = several ? name(log) + " | " : "";
            new LogFile(log, LogFile.USUAL_LIMIT).last(command.lines())
                    .forEach(line -> System.out.println(prefix + line));
        }
        while (command.follow()) {
            for (GrowingFile file : files) {
                String prefix = several ? name(file.path()) + " | " : "";
                file.newLines().forEach(line -> System.out.println(prefix + line));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return 0;
    }

    private Path log(String typed) throws IOException {
        String name = setup.topology().service(typed).map(service -> service.name()).orElse(typed);
        Path log = setup.home().log(name);
        if (name.contains("/") || !Files.exists(log)) {
            throw new Trouble("There is no log of '%s'. There are logs of %s.".formatted(typed,
                    all().stream().map(LogReader::name).collect(Collectors.joining(", "))));
        }
        return log;
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(setup.home().logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(setup.home().logs())) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    private static String name(Path log) {
        return Optional.of(log.getFileName().toString()).map(file -> file.substring(0, file.length() - 4)).get();
    }
}
