package dev.whiteboard.local.launcher.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModulesTest {

    private final Path root = Path.of(System.getProperty("whiteboard.root", "../..")).toAbsolutePath().normalize();
    private final Modules modules = Modules.read(root);

    @Test
    void a_service_is_built_from_itself_and_all_it_stands_on() {
        assertThat(modules.builtFrom(root.resolve("url-shortener"))).contains(root.resolve("url-shortener"),
                root.resolve("common/service"), root.resolve("common/boot"), root.resolve("common/core"));
    }

    @Test
    void what_only_its_tests_need_does_not_count() {
        assertThat(modules.builtFrom(root.resolve("url-shortener"))).doesNotContain(root.resolve("testing/testkit"));
    }

    @Test
    void modules_of_modules_are_found() {
        assertThat(modules.folders()).containsEntry("local-kafka", root.resolve("local/servers/kafka"));
    }
}
