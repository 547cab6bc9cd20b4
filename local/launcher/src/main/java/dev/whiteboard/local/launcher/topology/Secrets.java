package dev.whiteboard.local.launcher.topology;

/** Secrets by name: made at random when first asked for, the same ever after. */
@FunctionalInterface
public interface Secrets {

    /** Base64 of 32 random bytes. */
    String get(String name);
}
