package io.ringmaster.pipeline.snapshot;

import io.ringmaster.inference.ModelTimer;
import io.ringmaster.inference.model.engine.ModelEngine;
import io.ringmaster.pipeline.core.account.AccountTrades;
import io.ringmaster.pipeline.handler.ChangeBlocks;
import io.ringmaster.pipeline.handler.ShardCell;
import io.ringmaster.pipeline.port.InputLog;
import io.ringmaster.pipeline.port.InputSink;
import io.ringmaster.pipeline.port.OrderGateway;
import io.ringmaster.pipeline.port.OutputSink;
import io.ringmaster.pipeline.port.VenueSimulation;
import io.ringmaster.strategies.StrategyTimer;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * The boundary of the state. The walk covers everything in the product's own packages, except the types here: ports to the outside, flyweights,
 * buffers that are refilled for every event, engines of models, which keep nothing from one run to the next, and generators of random numbers, which
 * are seeded again.
 */
final class Boundary {

    private static final String FLYWEIGHTS = "io.ringmaster.schema.";
    private static final List<String> WALKED = List.of("io.ringmaster.", "org.agrona.collections.");
    private static final List<Class<?>> SKIPPED = List.of(
        OutputSink.class, OrderGateway.class, InputLog.class, InputSink.class, StrategyTimer.class, ModelTimer.class, DirectBuffer.class,
        ByteBuffer.class, ShardCell.class, AccountTrades.class, ChangeBlocks.class, ModelEngine.class, SplittableRandom.class);

    /**
     * Fields that differ between engines of the same state: whether stages are timed, what a model said, which no later decision reads, how many outputs
     * were written, and orders that wait to be used again, which are cleared first.
     */
    private static final Set<String> OWN_AFFAIRS = Set.of(
        "io.ringmaster.pipeline.core.order.OrderStore.spare", "io.ringmaster.pipeline.core.output.OutputWriter.written",
        "io.ringmaster.pipeline.handler.ShardHandler.timing", "io.ringmaster.inference.Ensemble.column", "io.ringmaster.inference.Ensemble.combined",
        "io.ringmaster.inference.Ensemble.votes", "io.ringmaster.inference.ModelPredictor.rises");

    private Boundary() {
    }

    /** A simulated venue is a gateway, and yet state: of a simulation that returns to an earlier moment. */
    static boolean isSkipped(final Class<?> type) {
        return type.getName().startsWith(FLYWEIGHTS)
            || SKIPPED.stream().anyMatch(each -> each.isAssignableFrom(type)) && !VenueSimulation.class.isAssignableFrom(type);
    }

    /** Decides by the declared type of a field, because the class of a lambda does not reveal its purpose. */
    static boolean isSkippedField(final Class<?> declared) {
        return !declared.isPrimitive() && !declared.isEnum() && isSkipped(declared);
    }

    static boolean isOwnAffair(final Field field) {
        return OWN_AFFAIRS.contains(field.getDeclaringClass().getName() + "." + field.getName());
    }

    static boolean isWalked(final Class<?> type) {
        return WALKED.stream().anyMatch(type.getName()::startsWith);
    }
}
