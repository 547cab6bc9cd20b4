package dev.whiteboard.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Keeps the record of every test that bears a {@link Promise}. */
final class PromiseExtension implements BeforeTestExecutionCallback, TestWatcher {

    private static final Map<String, PromiseRecord> RECORDS = new ConcurrentHashMap<>();

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Rounds.reset();
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, PromiseRecord.Result.PASSED, Rounds.take());
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, PromiseRecord.Result.FAILED, Rounds.take());
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        record(context, PromiseRecord.Result.DISABLED, 0);
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        record(context, PromiseRecord.Result.DISABLED, 0);
    }

    private static void record(ExtensionContext context, PromiseRecord.Result result, long rounds) {
        var method = context.getRequiredTestMethod();
        for (Promise promise : AnnotationSupport.findRepeatableAnnotations(method, Promise.class)) {
            String test = context.getRequiredTestClass().getName() + "." + method.getName();
            var fresh = new PromiseRecord(promise.value(), test, promise.naive(), rounds, result);
            RECORDS.merge(promise.value() + " " + test, fresh, PromiseRecord::and).write();
        }
    }
}
