package dev.whiteboard.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.DynamicTest;

/** What the files themselves must look like. */
class TreeTest {
    private static final Pattern LEFT_OVER = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SLEEP = Pattern
            .compile("\\bThread\\.sl" + "eep\\(|@Retrying" + "Test|@RepeatedIf" + "Exceptions");

    @Test
    void everyPackageSaysInOneSentenceWhatItIsAndIsNullMarked() {
        var folders = new TreeSet<Path>();
        Sources.mainJava().forEach(file -> folders.add(file.getParent()));
        List<String> silent = new ArrayList<>();
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !Sources.text(info).contains("@NullMarked")
                    || !Sources.text(info).contains("/**")) {
                silent.add(Sources.name(folder));
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void nothingIsLeftToDo() {
        assertThat(matching(Sources.files(path -> path.matches(".*\\.(java|xml|yml|yaml|md|sh|sql|properties|lua)")),
                LEFT_OVER))
                .isEmpty();
    }

    @Test
    void testsAwaitAConditionAndNeverSleepOrRetry() {
        assertThat(matching(Sources.testJava(), SLEEP)).isEmpty();
    }

    @TestFactory
    List<DynamicTest> filesStaySmall() {
        int[] lines = Sources.mainJava().stream().filter(file -> !file.endsWith("package-info.java"))
                .mapToInt(file -> (int) Sources.text(file).lines().count()).sorted().toArray();
        return List.of(
                DynamicTest.dynamicTest("the median file has at most 60 lines",
                        () -> assertThat(lines[lines.length / 2]).isLessThanOrEqualTo(60)),
                DynamicTest.dynamicTest("nine files of ten have at most 200 lines",
                        () -> assertThat(lines[lines.length * 9 / 10]).isLessThanOrEqualTo(200)));
    }

    private static List<String> matching(List<Path> files, Pattern pattern) {
        List<String> hits = new ArrayList<>();
        for (Path file : files) {
            int number = 0;
            for (String line : Sources.text(file).split("\n", -1)) {
                number++;
                if (pattern.matcher(line).find()) {
                    hits.add(Sources.name(file) + ":" + number + " " + line.strip());
                }
            }
        }
        return hits;
    }
}
