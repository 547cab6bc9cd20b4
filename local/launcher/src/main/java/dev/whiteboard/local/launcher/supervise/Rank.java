package dev.whiteboard.local.launcher.supervise;

/** In which company a program is stopped: the last rank first, so that nothing loses what it needs. */
public enum Rank {
    SERVER, SERVICE, FRONT_DOOR
}
