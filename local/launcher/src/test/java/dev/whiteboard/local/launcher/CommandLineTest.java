package dev.whiteboard.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whiteboard.local.launcher.terminal.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void up_without_names_means_everything() {
        assertThat(parse("up")).isEqualTo(
                new Command.Up(List.of(), false, Map.of(), false, false, Duration.ofSeconds(120)));
    }

    @Test
    void up_takes_names_and_options_in_any_order() {
        assertThat(parse("up -d url-shortener --replicas url-shortener=2 --plain gateway --timeout 30"))
                .isEqualTo(new Command.Up(List.of("url-shortener", "gateway"), false, Map.of("url-shortener", 2), true,
                        true, Duration.ofSeconds(30)));
    }

    @Test
    void everything_after_drill_is_the_drills_own() {
        assertThat(parse("drill url-shortener --seed 7 --sabotage"))
                .isEqualTo(new Command.Drill(List.of("url-shortener", "--seed", "7", "--sabotage")));
    }

    @Test
    void everything_after_simulate_is_the_simulations_own() {
        assertThat(parse("simulate rides --drivers 200"))
                .isEqualTo(new Command.Simulate(List.of("rides", "--drivers", "200")));
    }

    @Test
    void logs_of_all_are_shorter_than_logs_of_one() {
        assertThat(parse("logs")).isEqualTo(new Command.Logs(Optional.empty(), false, 10));
        assertThat(parse("logs kafka -f")).isEqualTo(new Command.Logs(Optional.of("kafka"), true, 100));
        assertThat(parse("logs -n 5 kafka")).isEqualTo(new Command.Logs(Optional.of("kafka"), false, 5));
    }

    @Test
    void no_words_ask_for_help() {
        assertThat(CommandLine.parse(List.of())).isEqualTo(new Command.Help());
    }

    @Test
    void reset_asks_unless_told_not_to() {
        assertThat(parse("reset")).isEqualTo(new Command.Reset(false));
        assertThat(parse("reset --yes")).isEqualTo(new Command.Reset(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "up --fast", "up --replicas", "up --replicas url-shortener",
        "up --replicas url-shortener=0", "up --replicas url-shortener=many", "up --timeout soon", "restart",
        "restart --all", "restart a b", "status now", "down everything", "logs a b", "logs -n x"})
    void what_is_not_understood_is_said_in_one_line(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Trouble.class).message().hasLineCount(1);
    }

    private static Command parse(String line) {
        return CommandLine.parse(List.of(line.split(" ")));
    }
}
