package io.ringmaster.inference;

/** What the virtual accounts of the strategies are worth now. */
@FunctionalInterface
public interface ExpertResults {

    /** Profit of a strategy's account after all costs, its position at the mark; quote currency times 1e8. */
    long netE8(int strategyIndex);
}
