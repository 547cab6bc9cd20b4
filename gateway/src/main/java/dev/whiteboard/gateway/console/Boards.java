package dev.whiteboard.gateway.console;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** The boards of all systems. */
@Component
class Boards {
    private final Map<String, Board> bySystem = new TreeMap<>();

    Boards(ConsoleFiles files, JsonMapper json) {
        for (String name : files.in("boards")) {
            bySystem.put(name, json.readValue(files.text("boards/" + name + ".json"), Board.class));
        }
    }

    Collection<Board> all() {
        return bySystem.values();
    }

    @Nullable
    Board find(String system) {
        return bySystem.get(system);
    }
}
