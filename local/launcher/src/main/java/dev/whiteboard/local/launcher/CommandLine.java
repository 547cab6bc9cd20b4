package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a {@link Command} from the words after {@code ./whiteboard}. */
final class CommandLine {

    private static final int MOST_REPLICAS = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Deque<String> words;
    private final String verb;

    private CommandLine(List<String> words) {
        this.words = new ArrayDeque<>(words);
        this.verb = words.isEmpty() ? "help" : this.words.removeFirst();
    }

    /** @throws Trouble about what is not understood */
    static Command parse(List<String> words) {
        return new CommandLine(words).command();
    }

    private Command command() {
        Command command = switch (verb) {
            case "up" -> up();
            case "down" -> new Command.Down();
            case "status" -> new Command.ShowStatus(flag("--json"));
            case "logs" -> logs();
            case "restart" -> new Command.Restart(name());
            case "stop" -> new Command.Stop(name());
            case "start" -> new Command.Start(name());
            case "env" -> new Command.ShowEnvironment(name());
            case "reset" -> new Command.Reset(flag("--yes") || flag("-y"));
            case "drill" -> new Command.Drill(rest());
            case "simulate" -> new Command.Simulate(rest());
            case "help", "-h", "--help" -> new Command.Help();
            default -> throw new Trouble("'%s' is not a command. './whiteboard help' lists them.".formatted(verb));
        };
        if (!words.isEmpty()) {
            throw notUnderstood(words.getFirst());
        }
        return command;
    }

    private Command up() {
        var services = new ArrayList<String>();
        var replicas = new HashMap<String, Integer>();
        boolean serversOnly = false;
        boolean detach = false;
        boolean plain = false;
        Duration timeout = PATIENCE;
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            switch (word) {
                case "-d", "--detach" -> detach = true;
                case "--servers" -> serversOnly = true;
                case "--plain" -> plain = true;
                case "--timeout" -> timeout = Duration.ofSeconds(number(word, value(word), 1, 3_600));
                case "--replicas" -> {
                    String[] parts = value(word).split("=", 2);
                    replicas.put(parts[0], number(word, parts.length == 2 ? parts[1] : "", 1, MOST_REPLICAS));
                }
                default -> services.add(notAnOption(word));
            }
        }
        return new Command.Up(services, serversOnly, replicas, detach, plain, timeout);
    }

    private Command logs() {
        boolean follow = false;
        OptionalInt lines = OptionalInt.empty();
        Optional<String> name = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.removeFirst();
            switch (word) {
                case "-f", "--follow" -> follow = true;
                case "-n", "--lines" -> lines = OptionalInt.of(number(word, value(word), 0, 10_000));
                default -> {
                    if (name.isPresent()) {
                        throw notUnderstood(word);
                    }
                    name = Optional.of(notAnOption(word));
                }
            }
        }
        return new Command.Logs(name, follow, lines.orElse(name.isPresent() ? 100 : 10));
    }

    private List<String> rest() {
        var arguments = List.copyOf(words);
        words.clear();
        return arguments;
    }

    private String name() {
        if (words.isEmpty()) {
            throw new Trouble("%s what? './whiteboard status' lists what runs.".formatted(verb));
        }
        return notAnOption(words.removeFirst());
    }

    private boolean flag(String option) {
        return words.remove(option);
    }

    private String value(String option) {
        if (words.isEmpty()) {
            throw new Trouble("%s needs a value. './whiteboard help' shows which.".formatted(option));
        }
        return words.removeFirst();
    }

    private String notAnOption(String word) {
        if (word.startsWith("-")) {
            throw notUnderstood(word);
        }
        return word;
    }

    private Trouble notUnderstood(String word) {
        return new Trouble("'%s %s' is not understood. './whiteboard help' lists what is.".formatted(verb, word));
    }

    private static int number(String option, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Trouble("%s needs a number from %d to %d, not '%s'.".formatted(option, least, most, text));
    }
}
