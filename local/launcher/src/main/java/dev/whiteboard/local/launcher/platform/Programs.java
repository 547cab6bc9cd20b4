package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.supervise.Program;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Keys;
import dev.whiteboard.local.launcher.topology.Plan;
import dev.whiteboard.local.servers.Place;
import java.util.List;
import java.util.stream.Stream;

/** Everything that a plan runs. */
public final class Programs {

    private Programs() {}

    public static List<Program> of(Plan plan, Home home, Apps apps) {
        var environment = new Environment(plan, new Keys(home.keys()), home.data());
        Stream<Program> servers = new Servers(plan, Place.at(home.folder()), environment).programs().stream();
        Stream<Program> services = plan.instances().stream()
                .map(instance -> new ServiceProgram(instance, environment, apps, home));
        return Stream.concat(servers, services).toList();
    }
}
