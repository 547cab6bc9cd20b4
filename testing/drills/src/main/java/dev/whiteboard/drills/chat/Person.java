package dev.whiteboard.drills.chat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A user with some devices.
 *
 * @param id    as the platform knows the user
 * @param token to call with
 */
record Person(String id, String token, List<Device> devices) {
    Person(String id, String token) {
        this(id, token, new CopyOnWriteArrayList<>());
    }
}
