package dev.whiteboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MisconfiguredReportTest {
    @Test
    void aStartThatIsRefusedSaysWhyAndWhatToDoAndShowsNoStackTrace() {
        var cause = new Misconfigured("KEY_ENCRYPTION_KEY is missing.", "Set it.");

        var report = new MisconfiguredReport().analyze(new IllegalStateException("a bean failed", cause));

        assertThat(report).isNotNull();
        assertThat(report.getDescription()).isEqualTo("KEY_ENCRYPTION_KEY is missing.");
        assertThat(report.getAction()).isEqualTo("Set it.");
    }
}
