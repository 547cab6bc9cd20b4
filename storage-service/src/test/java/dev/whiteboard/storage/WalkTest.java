package dev.whiteboard.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whiteboard.testkit.ServerKind;
import dev.whiteboard.testkit.Servers;
import dev.whiteboard.testkit.TestEnvironment;
import dev.whiteboard.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page's walk with curl, run as it stands there, so that it cannot rot. */
@Servers(value = {ServerKind.POSTGRES, ServerKind.REDIS, ServerKind.S3}, shared = true)
class WalkTest {
    private static final Path PAGE = Path.of(System.getProperty("whiteboard.root", "..")).resolve(
            "docs/file-storage.md");

    @Test
    void thePagesWalkWithCurlGoesAsItSays(TestEnvironment environment, TestTokens tokens, @TempDir Path folder)
            throws IOException, InterruptedException {
        Storage storage = Storage.shared(environment, tokens);
        Storage.User walker = storage.user("walker");
        Path walk = Files.writeString(folder.resolve("walk"), "set -euo pipefail\n" + walk(Files.readString(PAGE)));
        Path printed = folder.resolve("printed");
        ProcessBuilder shell = new ProcessBuilder("bash", walk.toString()).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(printed.toFile());
        shell.environment().put("A", storage.url());
        shell.environment().put("T", walker.token());

        Process process = shell.start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        String output = Files.readString(printed);
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).as("the news at the end").contains("\"type\":\"added\"", "\"file_name\":\"letters\"");
        assertThat(walker.names("root")).hasSize(4).contains("film", "letters", "report.txt")
                .anyMatch(name -> name.startsWith("report (conflicted copy of "));
        JsonNode children = walker.get("/api/v1/folders/root/children").ok().json().get("data");
        JsonNode report = children.valueStream()
                .filter(file -> file.path("file_name").asString("").equals("report.txt"))
                .findFirst().orElseThrow();
        assertThat(report.get("version").asInt()).as("edited and restored").isEqualTo(3);
        assertThat(new String(walker.content(report.get("file_id").asString()), UTF_8)).isEqualTo("one\n");
    }

    /** The block of commands under the heading. */
    private static String walk(String page) {
        String after = page.substring(page.indexOf("### A walk with curl"));
        int begin = after.indexOf("```bash\nauth=") + "```bash\n".length();
        return after.substring(begin, after.indexOf("```", begin));
    }
}
