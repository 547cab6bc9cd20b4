package dev.whiteboard.local.launcher.topology;

import java.nio.file.Path;

/**
 * The folder {@code .whiteboard} of a checkout: everything that a platform on this machine keeps.
 *
 * @param root the checkout
 */
public record Home(Path root) {

    public Path folder() {
        return root.resolve(".whiteboard");
    }

    /** What servers and services have stored. */
    public Path data() {
        return folder().resolve("data");
    }

    public Path logs() {
        return folder().resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** Secrets, readable by their owner alone. */
    public Path keys() {
        return folder().resolve("keys");
    }

    /** Copies of the services' jars, and their AOT caches. */
    public Path apps() {
        return folder().resolve("apps");
    }

    /** Copies of the launcher; {@code current} leads to the newest. */
    public Path launchers() {
        return folder().resolve("launcher");
    }

    /** Says what runs here: the lock and the control socket. */
    public Path run() {
        return folder();
    }
}
