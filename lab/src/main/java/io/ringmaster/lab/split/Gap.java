package io.ringmaster.lab.split;

/**
 * The rows around a test block that do not train.
 *
 * @param purge   rows until the outcome of a row is known, such as the longest holding: the outcome of a training row must not lie in the test block, nor
 *                that of a test row among the training rows
 * @param embargo further rows after a test block, because what follows it still resembles it
 */
public record Gap(int purge, int embargo) {

    public Gap {
        if (purge < 0 || embargo < 0) {
            throw new IllegalArgumentException("purge and embargo must be 0 or more: purge=" + purge + ", embargo=" + embargo);
        }
    }

    /** First row before the test block that does not train. */
    int start(final Rows test) {
        return Math.max(0, test.from() - purge);
    }

    /** First row after the test block that trains again. */
    int end(final Rows test) {
        return (int) Math.min(Integer.MAX_VALUE, (long) test.to() + purge + embargo);
    }
}
