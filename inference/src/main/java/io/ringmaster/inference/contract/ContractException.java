package io.ringmaster.inference.contract;

import java.util.List;

/** A contract that is not valid. The message lists every fault, a line each, by the feature's name. */
public final class ContractException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    ContractException(final String message, final Throwable cause) {
        super(message, cause);
    }

    public ContractException(final List<String> faults) {
        super(String.join("\n", faults));
    }
}
