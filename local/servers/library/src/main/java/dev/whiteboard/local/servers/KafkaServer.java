package dev.whiteboard.local.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Kafka 4, broker and controller in one process (KRaft). Topics have to be declared: none is made by naming it. */
public final class KafkaServer extends ChildServer {

    private static final String CLUSTER = "V2hpdGVib2FyZExvY2FsIQ";
    private static final short METADATA = 3;

    private final int controllerPort;

    private KafkaServer(Place place, int port, int controllerPort) {
        super("kafka", place, port);
        this.controllerPort = controllerPort;
    }

    public static KafkaServer at(Place place, int port, int controllerPort) {
        return new KafkaServer(place, port, controllerPort);
    }

    @Override
    void prepare() throws IOException {
        if (!Ports.isFree(controllerPort)) {
            throw new ServerException(
                    "kafka cannot start: port %d on 127.0.0.1, for its controller, is taken (lsof -i :%d shows by whom)."
                            .formatted(controllerPort, controllerPort));
        }
        Files.writeString(properties(), settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue()).sorted()
                .collect(Collectors.joining("\n")));
    }

    private Map<String, String> settings() {
        return Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
                Map.entry("listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port(), controllerPort)),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port()),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", data().resolve("log").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "4"), Map.entry("default.replication.factor", "1"),
                Map.entry("offsets.topic.replication.factor", "1"), Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"), Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"), Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("log.retention.hours", "168"), Map.entry("log.segment.bytes", "67108864"),
                Map.entry("num.network.threads", "2"), Map.entry("num.io.threads", "4"));
    }

    private Path properties() {
        return data().resolve("server.properties");
    }

    @Override
    List<String> command() throws IOException {
        return new JavaProgram("local-kafka").command(
                List.of("-Xmx384m", "-Xms128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders"),
                data().resolve("lib"), "dev.whiteboard.local.kafka.KafkaProcess",
                List.of(CLUSTER, properties().toString()));
    }

    /** Asks for the cluster's metadata (version 1, no topics): a broker that serves is among the brokers it names. */
    @Override
    boolean probe() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 1_000);
            socket.setSoTimeout(2_000);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(14);
            out.writeShort(METADATA);
            out.writeShort(1);
            out.writeInt(7);
            out.writeShort(-1);
            out.writeInt(0);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            in.readInt();
            int correlation = in.readInt();
            return correlation == 7 && in.readInt() > 0;
        }
    }

    @Override
    String advice(String log) {
        if (log.contains("Failed to acquire lock on file")) {
            return "Another Kafka uses the folder %s: stop it first.".formatted(data());
        }
        if (log.contains("Invalid cluster.id") || log.contains("InconsistentClusterIdException")) {
            return "The data in %s belongs to another Kafka: move the folder away.".formatted(data());
        }
        return "";
    }

    public String bootstrap() {
        return "127.0.0.1:" + port();
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("KAFKA_BOOTSTRAP", bootstrap());
    }
}
