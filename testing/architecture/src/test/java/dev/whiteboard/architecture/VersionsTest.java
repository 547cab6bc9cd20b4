package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** The servers that tests and developers run, those in containers and those in a cluster are of one kind. */
class VersionsTest {
    private static final Map<String, Object> SERVICES = Yamls.at(Yamls.one("docker-compose.yml"), "services");

    @Test
    void containersHaveTheVersionsThatTestsRunAgainst() {
        assertThat(image("postgres"))
                .startsWith("postgres:" + property("postgres-binaries.version").split("\\.")[0] + ".");
        assertThat(image("elasticsearch")).endsWith(":" + property("elasticsearch-client.version"));
        assertThat(image("elasticsearch")).contains(":" + series(property("elasticsearch-server.version")) + ".");
        assertThat(image("kafka")).startsWith("apache/kafka:" + series(AppInfoParser.getVersion()) + ".");
    }

    @Test
    void aClusterOnOneMachineHasTheImagesOfDockerCompose() {
        Map<String, String> cluster = new TreeMap<>();
        for (Object document : Yamls.documents("k8s/overlays/local/engines.yaml")) {
            Map<String, Object> object = Yamls.map(document);
            for (Object container : Yamls.list(Yamls.at(object, "spec", "template", "spec"), "containers")) {
                cluster.put(Yamls.at(object, "metadata").get("name").toString(),
                        Yamls.map(container).get("image").toString());
            }
        }
        assertThat(cluster).isNotEmpty().allSatisfy((name, image) -> assertThat(image).isEqualTo(image(name)));
    }

    private static String image(String service) {
        return Yamls.at(SERVICES, service).get("image").toString().replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1");
    }

    private static String series(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1");
    }

    private static String property(String name) {
        Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)<").matcher(
                Sources.text(Sources.root().resolve("pom.xml")));
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }
}
