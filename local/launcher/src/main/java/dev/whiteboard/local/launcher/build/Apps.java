package dev.whiteboard.local.launcher.build;

import dev.whiteboard.local.launcher.terminal.Trouble;
import dev.whiteboard.local.launcher.topology.Home;
import dev.whiteboard.local.launcher.topology.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The runnable copies of all services, one folder a version below {@code .whiteboard/apps/<service>}.
 *
 * <p>
 * A service's file {@code current} holds the fingerprint of the sources and the folder that was made of them. While the
 * fingerprint is that of the sources as they are, nothing is to do. When it is not, but the jar is younger than every
 * source, somebody has built it and it is unpacked. Otherwise Maven builds it first.
 */
public record Apps(Home home, Maven maven) {

    private static final String POINTER = "current";

    /** Builds and unpacks what is old; what runs meanwhile is not touched. */
    public void prepare(List<Service> services, Consumer<String> progress) {
        Modules modules = Modules.read(home.root());
        var changed = new ArrayList<Service>();
        var stale = new ArrayList<Service>();
        for (Service service : services) {
            Sources sources = sources(modules, service);
            if (!isCurrent(service, sources)) {
                changed.add(service);
                if (!isBuilt(service, sources)) {
                    stale.add(service);
                }
            }
        }
        // Taken before the build, so that what is edited during it counts as changed the next time.
        List<Sources> before = changed.stream().map(service -> sources(modules, service)).toList();
        if (!stale.isEmpty()) {
            List<String> names = stale.stream().map(Service::module).toList();
            progress.accept("building " + String.join(", ", names));
            maven.build(names);
        }
        for (int n = 0; n < changed.size(); n++) {
            progress.accept("unpacking " + changed.get(n).name());
            unpack(changed.get(n), before.get(n));
        }
    }

    /** The version of a service that {@link #prepare} made last. */
    public App current(Service service) {
        try {
            return new App(folder(service).resolve(Files.readAllLines(pointer(service)).get(1)));
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new Trouble("%s is not built. './whiteboard up' builds it.".formatted(service.name()));
        }
    }

    private Sources sources(Modules modules, Service service) {
        return Sources.of(home.root(), modules.builtFrom(home.root().resolve(service.module())));
    }

    private boolean isCurrent(Service service, Sources sources) {
        try {
            return Files.readAllLines(pointer(service)).getFirst().equals(sources.fingerprint())
                    && Files.exists(current(service).jar());
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    private boolean isBuilt(Service service, Sources sources) {
        try {
            return Files.getLastModifiedTime(builtJar(service)).compareTo(sources.newest()) > 0;
        } catch (IOException | Trouble missing) {
            return false;
        }
    }

    private void unpack(Service service, Sources sources) {
        try {
            Path folder = Unpacking.of(builtJar(service), folder(service), home.log("build"));
            Path fresh = folder(service).resolve(POINTER + ".new");
            Files.write(fresh, List.of(sources.fingerprint(), folder.getFileName().toString()));
            Files.move(fresh, pointer(service), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Trouble("Cannot unpack %s: %s. Is the disk full, or %s not writable?".formatted(service.name(), e,
                    home.apps()));
        }
    }

    private Path builtJar(Service service) {
        Path target = home.root().resolve(service.module()).resolve("target");
        try (Stream<Path> jars = Files.list(target)) {
            return jars.filter(jar -> jar.getFileName().toString().endsWith("-app.jar")).findFirst()
                    .orElseThrow(() -> new Trouble("Maven made no %s/*-app.jar. Try 'mvn clean' in %s."
                            .formatted(target, home.root())));
        } catch (IOException e) {
            throw new Trouble("Maven made no %s/*-app.jar. Try 'mvn clean' in %s.".formatted(target, home.root()));
        }
    }

    private Path folder(Service service) {
        return home.apps().resolve(service.name());
    }

    private Path pointer(Service service) {
        return folder(service).resolve(POINTER);
    }

    /** Deletes versions that are no longer current; called when nothing runs. */
    public void forgetOld(List<Service> services) throws IOException {
        for (Service service : services) {
            Path current = current(service).folder();
            try (Stream<Path> versions = Files.list(folder(service))) {
                for (Path version : versions.filter(Files::isDirectory).filter(one -> !one.equals(current)).toList()) {
                    Folders.delete(version);
                }
            }
        }
    }
}
