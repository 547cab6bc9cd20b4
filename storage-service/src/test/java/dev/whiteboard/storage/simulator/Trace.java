package dev.whiteboard.storage.simulator;

import java.util.ArrayList;
import java.util.List;

/** What happened, without what differs from run to run: ids and user names. */
class Trace {
    private final String user;
    private final List<String> lines = new ArrayList<>();

    Trace(String user) {
        this.user = user;
    }

    void add(String line) {
        lines.add(line.replace(user, "U"));
    }

    List<String> lines() {
        return lines;
    }
}
