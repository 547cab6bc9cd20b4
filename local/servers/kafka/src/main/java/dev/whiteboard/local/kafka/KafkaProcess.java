package dev.whiteboard.local.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formats the log folder if it is new, then becomes the broker: two programs of Kafka's in one start of a JVM. */
public final class KafkaProcess {

    private KafkaProcess() {}

    /** @param arguments the cluster's id and the properties file */
    public static void main(String[] arguments) {
        String[] format = {"format", "--ignore-formatted", "--cluster-id", arguments[0], "--config", arguments[1]};
        int code = StorageTool.execute(format, System.out);
        if (code != 0) {
            System.exit(code);
        }
        Kafka.main(new String[]{arguments[1]});
    }
}
