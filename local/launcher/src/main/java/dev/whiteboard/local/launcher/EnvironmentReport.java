package dev.whiteboard.local.launcher;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Instance;
import dev.whiteboard.local.launcher.topology.Keys;
import dev.whiteboard.local.launcher.topology.Plan;
import java.util.List;
import java.util.Map;

/** {@code env}: what a service finds in its environment here, for running it by hand or in an IDE. */
record EnvironmentReport(Setup setup) {

    int print(String typed) {
        Plan plan = Plan.of(setup.topology(), List.of(), Map.of());
        var service = setup.topology().service(typed)
                .orElseThrow(() -> new Trouble("There is no service '%s'.".formatted(typed)));
        new Environment(plan, new Keys(setup.home().keys()), setup.home().data()).of(new Instance(service, 0))
                .forEach((name, value) -> System.out.println(name + "=" + value));
        return 0;
    }
}
