package io.ringmaster.pipeline.snapshot;

import io.ringmaster.pipeline.handler.ShardCell;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.strategies.StrategyTimer;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * What belongs to the state and what does not. Everything in the product's own packages is walked; what is skipped here is a port to the
 * outside, a flyweight or a buffer that is filled anew for every event.
 */
final class Boundary {

    private static final String FLYWEIGHTS = "io.ringmaster.schema.";
    private static final List<String> WALKED = List.of("io.ringmaster.", "org.agrona.collections.");
    private static final List<Class<?>> SKIPPED = List.of(
        OutputSink.class, OrderGateway.class, InputLog.class, InputSink.class, StrategyTimer.class, DirectBuffer.class, ByteBuffer.class, ShardCell.class);

    private Boundary() {
    }

    static boolean isSkipped(final Class<?> type) {
        return type.getName().startsWith(FLYWEIGHTS) || SKIPPED.stream().anyMatch(each -> each.isAssignableFrom(type));
    }

    /** By the type a field is declared with: a lambda does not say what it stands for. */
    static boolean isSkippedField(final Class<?> declared) {
        return !declared.isPrimitive() && !declared.isEnum() && isSkipped(declared);
    }

    static boolean isWalked(final Class<?> type) {
        return WALKED.stream().anyMatch(type.getName()::startsWith);
    }
}
