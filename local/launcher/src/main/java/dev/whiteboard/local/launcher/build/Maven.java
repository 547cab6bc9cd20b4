package dev.whiteboard.local.launcher.build;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs Maven on this build.
 *
 * @param command the {@code mvn} to run; empty when none was found
 * @param log     where its output goes
 */
public record Maven(Path root, String command, Path log) {

    private static final Pattern VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)");
    private static final int SHOWN = 15;

    /** Builds these modules and all they need, without tests. */
    public void build(List<String> modules, String... goals) {
        requireUsable();
        var line = new ArrayList<>(List.of(command, "-B", "-q", "-Dmaven.test.skip=true", "-pl",
                String.join(",", modules), "-am", "package"));
        line.addAll(List.of(goals));
        try {
            Files.createDirectories(log.getParent());
            Process maven = new ProcessBuilder(line).directory(root.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            if (await(maven) != 0) {
                throw new Trouble("The build of %s failed, see %s%n%s".formatted(String.join(", ", modules), log,
                        complaints()));
            }
        } catch (IOException e) {
            throw new Trouble("Maven does not run (%s): %s".formatted(command, e.getMessage()));
        }
    }

    /** Maven does not outlive us, however we end. */
    private static int await(Process maven) {
        var end = new Thread(() -> end(maven), "end-maven");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int exitCode = maven.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return exitCode;
        } catch (InterruptedException e) {
            end(maven);
            Thread.currentThread().interrupt();
            throw new Trouble("The build was interrupted.");
        }
    }

    private static void end(Process maven) {
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
    }

    private void requireUsable() {
        if (command.isEmpty()) {
            throw new Trouble("No Maven found. Install Maven 3.8 or newer, or set WHITEBOARD_MAVEN to its mvn.");
        }
        try {
            Process asked = new ProcessBuilder(command, "-v").redirectErrorStream(true).start();
            String answer = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (isTooOld(answer)) {
                throw new Trouble("%s is too old or does not run. Install Maven 3.8 or newer, or set WHITEBOARD_MAVEN."
                        .formatted(command));
            }
        } catch (IOException e) {
            throw new Trouble("%s does not run. Set WHITEBOARD_MAVEN to another mvn.".formatted(command));
        }
    }

    static boolean isTooOld(String answer) {
        Matcher version = VERSION.matcher(answer);
        if (!version.find()) {
            return true;
        }
        int major = Integer.parseInt(version.group(1));
        return major < 3 || major == 3 && Integer.parseInt(version.group(2)) < 8;
    }

    private String complaints() throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> errors = lines.stream().filter(line -> line.startsWith("[ERROR]")).limit(SHOWN).toList();
        return String.join("\n",
                errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()) : errors);
    }
}
