package dev.whiteboard.local.launcher.platform;

import dev.whiteboard.local.launcher.build.App;
import dev.whiteboard.local.launcher.build.Apps;
import dev.whiteboard.local.launcher.supervise.Program;
import dev.whiteboard.local.launcher.supervise.Rank;
import dev.whiteboard.local.launcher.topology.Environment;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Instance;
import dev.whiteboard.local.launcher.topology.ServerKind;
import dev.whiteboard.local.launcher.topology.Topology;
import dev.whiteboard.local.servers.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One replica of a service in a JVM of its own. */
final class ServiceProgram implements Program {

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Instance instance;
    private final Environment environment;
    private final Apps apps;
    private final Home home;
    private @Nullable ChildProcess child;

    ServiceProgram(Instance instance, Environment environment, Apps apps, Home home) {
        this.instance = instance;
        this.environment = environment;
        this.apps = apps;
        this.home = home;
    }

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public Rank rank() {
        return instance.service().name().equals(Topology.GATEWAY) ? Rank.FRONT_DOOR : Rank.SERVICE;
    }

    @Override
    public int port() {
        return instance.ports().http();
    }

    @Override
    public Set<String> needs() {
        return instance.service().servers().stream().map(ServerKind::label).collect(Collectors.toSet());
    }

    /** Runs the newest version, so a restart picks up what was built meanwhile. */
    @Override
    public void start() {
        App app = apps.current(instance.service());
        instance.ports().all().forEach(TakenPorts::refuse);
        child = ChildProcess.start(ServiceJvm.command(app), environment.of(instance), app.folder(), log());
    }

    @Override
    public boolean isReady() {
        return Http.answersOk(instance.ports().management(), "/readyz");
    }

    @Override
    public void stop() {
        if (child != null) {
            child.stop(GRACE);
        }
    }

    @Override
    public void kill() {
        child().kill();
    }

    @Override
    public void freeze() {
        child().suspend();
    }

    @Override
    public void thaw() {
        child().resume();
    }

    @Override
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    @Override
    public long pid() {
        return child().pid();
    }

    @Override
    public String ending() {
        return "exit code " + child().exitCode();
    }

    @Override
    public Path log() {
        return home.log(name());
    }

    private ChildProcess child() {
        if (child == null) {
            throw new IllegalStateException(name() + " does not run");
        }
        return child;
    }
}
