package dev.whiteboard.drills.chat;

import dev.whiteboard.drills.Client;
import dev.whiteboard.drills.DrillAborted;
import dev.whiteboard.drills.Scene;
import dev.whiteboard.drills.Somebody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who takes part: the demo users and some new ones, in conversations that are new in this drill, on two devices each. */
final class Cast {
    private static final List<String> DEMO_USERS = List.of("alice", "bob", "carol", "dave");
    private static final int NEW_USERS = 4;
    private static final int DEVICES = 2;

    private final Scene scene;
    private final URI socket;
    private final List<Person> people = new ArrayList<>();
    private final List<Conversation> conversations = new ArrayList<>();

    Cast(Scene scene) {
        this.scene = scene;
        this.socket = URI.create(scene.options().gateway().toString().replaceFirst("^http", "ws"))
                .resolve("/ws/chat");
    }

    void assemble(Ledger ledger) throws InterruptedException {
        for (String name : DEMO_USERS) {
            people.add(signIn(name));
        }
        for (int i = 0; i < NEW_USERS; i++) {
            Somebody fresh = scene.signUp("Drill");
            people.add(new Person(fresh.id(), fresh.token()));
        }
        for (int i = 0; i < NEW_USERS; i++) {
            Person fresh = people.get(DEMO_USERS.size() + i);
            create("direct", List.of(fresh, people.get(i)));
            create("direct", List.of(fresh, people.get(DEMO_USERS.size() + (i + 1) % NEW_USERS)));
        }
        create("group", people);
        create("group", people.subList(2, 7));
        for (Person person : people) {
            for (int i = 0; i < DEVICES; i++) {
                person.devices().add(device(person, i, ledger));
            }
        }
    }

    /** A device that nobody has used yet. */
    Device device(Person person, int number, Ledger ledger) {
        return new Device(person.id() + "/" + number, socket, person.token(), number % 2 == 1,
                conversations.stream().filter(conversation -> conversation.members().contains(person))
                        .map(Conversation::id).toList(),
                ledger);
    }

    private Person signIn(String name) throws InterruptedException {
        Client.Answer answer = scene.client().send("POST", "/api/v1/auth/login", null, Map.of("username", name,
                "password", "whiteboard"));
        if (answer.status() != 200) {
            throw new DrillAborted("cannot sign in " + name + " at " + scene.options().gateway() + " (answer "
                    + answer.status() + "): is the platform up? ./whiteboard up");
        }
        String token = answer.body().path("access_token").asString();
        String id = scene.client().get("/api/v1/users/me", token).body().path("id").asString();
        return new Person(id, token);
    }

    private void create(String type, List<Person> members) throws InterruptedException {
        var others = members.subList(1, members.size()).stream().map(Person::id).toList();
        Client.Answer answer = scene.client().send("POST", "/api/v1/conversations", members.getFirst().token(),
                type.equals("group")
                        ? Map.of("type", type, "name", "Drill", "member_ids", others)
                        : Map.of("type", type, "member_ids", others));
        if (answer.status() == 201) {
            conversations.add(new Conversation(answer.body().path("id").asString(), List.copyOf(members)));
        } else {
            throw new DrillAborted("cannot make a conversation (answer " + answer.status() + " " + answer.body()
                    + "): is chat-service up?");
        }
    }

    List<Person> people() {
        return people;
    }

    List<Device> devices() {
        return people.stream().flatMap(person -> person.devices().stream()).toList();
    }

    List<Conversation> conversations() {
        return conversations;
    }

    void leave() throws InterruptedException {
        for (Device device : devices()) {
            device.close();
        }
    }
}
