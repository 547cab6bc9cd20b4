package dev.whiteboard.common.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void whatWasStoredIsTakenUpAgain() {
        AtomicReference<String> seen = new AtomicReference<>();
        TraceContext.within(PARENT, () -> seen.set(TraceContext.current()));

        assertThat(seen).hasValue(PARENT);
        assertThat(TraceContext.current()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "rubbish", "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"})
    void withoutATraceTheWorkIsDoneAllTheSame(String traceparent) {
        AtomicReference<String> seen = new AtomicReference<>("not run");
        TraceContext.within(traceparent, () -> seen.set(TraceContext.current()));

        assertThat(seen).hasValue(null);
        assertThat(TraceContext.continued(traceparent)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
    }

    @Test
    void aClientsTraceIsContinuedInANewSpan() {
        assertThat(TraceContext.continued(PARENT)).matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")
                .isNotEqualTo(PARENT);
    }
}
