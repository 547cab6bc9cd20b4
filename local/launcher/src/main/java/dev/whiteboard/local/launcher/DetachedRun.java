package dev.whiteboard.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code up --detach}: the platform runs in a process that does not end with this terminal. This one shows what that
 * one says, until everything is ready or it gave up.
 */
record DetachedRun(Setup setup) {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** A session of its own where the machine has the command, else at least deaf to the end of the terminal. */
    private static final String APART = "if command -v setsid >/dev/null; then exec setsid \"$@\"; else exec nohup \"$@\"; fi";

    int start(List<String> words) throws IOException, InterruptedException {
        Path log = setup.home().log("up");
        Files.createDirectories(log.getParent());
        Process platform = new ProcessBuilder(command(words)).redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var interrupted = new Thread(platform::destroy, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        GrowingFile said = GrowingFile.atBegin(log);
        while (platform.isAlive()) {
            boolean ready = isUp();
            said.newLines().forEach(System.out::println);
            if (ready) {
                Runtime.getRuntime().removeShutdownHook(interrupted);
                return 0;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        said.newLines().forEach(System.out::println);
        return platform.exitValue();
    }

    private boolean isUp() {
        return setup.control().ask("up").filter(lines -> lines.contains("ok")).isPresent();
    }

    private static List<String> command(List<String> words) {
        ProcessHandle.Info self = ProcessHandle.current().info();
        var command = new ArrayList<>(List.of("sh", "-c", APART, "sh"));
        command.add(self.command().orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        words.stream().filter(word -> !List.of("-d", "--detach").contains(word)).forEach(command::add);
        command.add("--plain");
        return command;
    }
}
