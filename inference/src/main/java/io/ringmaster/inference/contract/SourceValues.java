package io.ringmaster.inference.contract;

/** The values of a contract's sources now. */
@FunctionalInterface
public interface SourceValues {

    /**
     * @param feature place of the feature in the contract
     * @return the value of its source; NaN while it is unknown
     */
    double value(int feature);
}
