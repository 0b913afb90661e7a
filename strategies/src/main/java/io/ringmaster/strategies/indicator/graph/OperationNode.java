package io.ringmaster.strategies.indicator.graph;

import io.ringmaster.strategies.indicator.Indicator;
import java.util.List;

/** A node whose value follows from the values of other nodes on the same bar. */
abstract class OperationNode extends Indicator {

    private final Indicator[] operands;

    OperationNode(final Indicator... operands) {
        this.operands = operands;
    }

    @Override
    public final int warmupBars() {
        return warmupOf(operands);
    }

    @Override
    public final int settledBars() {
        return settledOf(operands);
    }

    /** The slots of one operand of each node. */
    static int[] slots(final List<Indicator> alike, final int operand) {
        return alike.stream().mapToInt(node -> ((OperationNode) node).operands[operand].slot()).toArray();
    }
}
