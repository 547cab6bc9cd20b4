package dev.whiteboard.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several instances of a Spring Boot application in this JVM, each with ports and a context of its own, on the same servers. */
public final class Nodes implements AutoCloseable {

    private final Class<?> application;
    private final Map<String, String> names;
    private final List<Node> running = new ArrayList<>();

    private Nodes(Class<?> application, Map<String, String> names) {
        this.application = application;
        this.names = names;
    }

    /**
     * None yet, of that application.
     *
     * @param names the environment of each, such as {@link TestEnvironment#names()}
     */
    public static Nodes of(Class<?> application, Map<String, String> names) {
        return new Nodes(application, names);
    }

    /** Starts so many more. */
    public List<Node> start(int count) {
        var started = new ArrayList<Node>();
        for (int i = 0; i < count; i++) {
            started.add(start(Map.of()));
        }
        return started;
    }

    /** Starts one more, with properties of its own. */
    public Node start(Map<String, String> properties) {
        Node node = Node.start(application, names, properties);
        running.add(node);
        return node;
    }

    public Node get(int number) {
        return running.get(number);
    }

    /** Ends them all, side by side. */
    @Override
    public void close() {
        running.parallelStream().forEach(Node::close);
    }
}
