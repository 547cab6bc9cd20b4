package dev.whiteboard.local.elasticsearch;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/** One node of the real server, with the modules that its home folder holds, until the process is asked to terminate. */
public final class ElasticsearchProcess {

    private ElasticsearchProcess() {}

    /** @param arguments the home folder, the HTTP port, the transport port */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        LogConfigurator.configureESLogging();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                settings(home, arguments[1], arguments[2]),
                Map.of(), home.resolve("config"), () -> "local");
        var plugins = PluginsLoader.createPluginsLoader(
                PluginsLoader.loadModulesBundles(home.resolve("modules"), false),
                Set.of(), Map.of(), false);
        Node node = new Node(environment, plugins);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (Exception e) {
                e.printStackTrace();
            } finally {
                ended.countDown();
            }
        }, "stop"));
        node.start();
        ended.await();
    }

    private static Settings settings(Path home, String httpPort, String transportPort) {
        return Settings.builder().put("path.home", home.toString()).put("path.data", home.resolve("data").toString())
                .put("path.logs", home.resolve("logs").toString()).put("cluster.name", "whiteboard")
                .put("node.name", "local")
                .put("discovery.type", "single-node").put("network.host", "127.0.0.1").put("http.port", httpPort)
                .put("transport.port", transportPort).put("cluster.routing.allocation.disk.threshold_enabled", false)
                .put("action.auto_create_index", false).build();
    }
}
