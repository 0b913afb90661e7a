package io.ringmaster.pipeline.core.execution;

import io.ringmaster.pipeline.core.risk.RiskGate;
import io.ringmaster.schema.CommandKind;
import io.ringmaster.schema.LatchReason;
import io.ringmaster.schema.LimitKind;

/** Carries out what a person commands: pause, close, kill, release, arm, and changes of limits. */
final class OperatorControl {

    private final RiskGate gate;
    private final OrderEntry entry;
    private final TradingHalt halt;
    private boolean isClosingAll;

    OperatorControl(final RiskGate gate, final OrderEntry entry, final TradingHalt halt) {
        this.gate = gate;
        this.entry = entry;
        this.halt = halt;
    }

    void onCommand(final CommandKind kind, final long timeNs) {
        switch (kind) {
            case PAUSE -> {
                gate.setPaused(true);
                halt.standDown();
            }
            case RESUME -> {
                gate.setPaused(false);
                gate.setStandingDown(false);
                isClosingAll = false;
            }
            case CLOSE_ALL -> {
                isClosingAll = true;
                halt.flatten(timeNs);
            }
            case KILL -> kill(timeNs);
            case STAND_DOWN -> {
                gate.setStandingDown(true);
                halt.dropWishes();
                entry.cancelEverything();
            }
            case RESET_LATCH -> halt.reset();
            case OBSERVE -> {
                gate.setArmed(false);
                halt.dropWishes();
            }
            case ARM -> gate.setArmed(true);
            case NULL_VAL -> throw new IllegalStateException("a command without a kind");
        }
    }

    private void kill(final long timeNs) {
        gate.setKilled(true);
        halt.dropWishes();
        entry.cancelEverything();
        halt.latch(LatchReason.KILL_COMMAND, timeNs);
    }

    /**
     * Changes a limit. A tighter one holds at once, and entries that work are taken back. A wider one holds only if it is confirmed.
     *
     * @param value in the limit's own unit
     */
    void onLimitChange(final LimitKind kind, final long value, final boolean isConfirmed) {
        final boolean isWider = value > gate.limits().get(kind);
        if (value < 0 || (isWider && !isConfirmed)) {
            return;
        }
        gate.setLimits(gate.limits().with(kind, value));
        if (!isWider) {
            halt.standDown();
        }
    }

    /** Whether a person asked for every position to be closed, and has not ended that yet. */
    boolean isClosingAll() {
        return isClosingAll;
    }
}
