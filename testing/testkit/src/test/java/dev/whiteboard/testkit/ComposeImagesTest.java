package dev.whiteboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class ComposeImagesTest {

    private final ComposeImages images = ComposeImages.of(Path.of(System.getProperty("whiteboard.root", "../..")));

    @Test
    void containers_of_tests_have_the_images_of_the_platform() {
        assertThat(images.of("postgres")).startsWith("postgres:18");
        assertThat(images.of("kafka")).startsWith("apache/kafka:4");
        assertThat(images.of("minio")).as("without the variable around it").matches("[a-z./]+minio:RELEASE.*Z");
    }

    @Test
    void a_server_that_is_not_there_is_named() {
        assertThatIllegalStateException().isThrownBy(() -> images.of("oracle")).withMessageContaining("oracle");
    }
}
