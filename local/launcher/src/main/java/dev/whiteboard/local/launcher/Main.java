package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.servers.ServerException;
import java.io.IOException;
import java.util.List;

/** Carries out one command; its exit code is 0 when that worked. */
public final class Main {

    private Main() {}

    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            MavenRepository.tellServers();
            return carryOut(CommandLine.parse(words), Setup.ofThisRun(), words);
        } catch (Trouble | ServerException e) {
            System.err.println("whiteboard: " + e.getMessage());
        } catch (IOException e) {
            System.err.println("whiteboard: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    private static int carryOut(Command command, Setup setup, List<String> words)
            throws IOException, InterruptedException {
        return switch (command) {
            case Command.Up up when up.detach() -> new DetachedRun(setup).start(words);
            case Command.Up up -> new PlatformRun(setup, up).run();
            case Command.Down _ -> new Ending(setup).run();
            case Command.ShowStatus status -> new StatusReport(setup).print(status.json());
            case Command.Logs logs -> new LogReader(setup).print(logs);
            case Command.Restart restart -> new OneProgram(setup).restart(restart.name());
            case Command.Stop stop -> new OneProgram(setup).stop(stop.name());
            case Command.Start start -> new OneProgram(setup).start(start.name());
            case Command.ShowEnvironment of -> new EnvironmentReport(setup).print(of.service());
            case Command.Reset reset -> new Resetting(setup).run(reset.yes(), System.in);
            case Command.Drill drill -> new DrillRun(setup).drill(drill.arguments());
            case Command.Simulate simulate -> new DrillRun(setup).simulate(simulate.arguments());
            case Command.Help _ -> Help.print();
        };
    }
}
