package io.ringmaster.inference.contract;

/**
 * What a feature is while its value is unknown: a source without a value, a window that is not full, or a result that is not finite.
 *
 * @param value  the feature itself
 * @param isMask whether a second feature follows it that is 1 while the value is unknown, else 0
 */
public record Missing(double value, boolean isMask) {

    public static final Missing ZERO = new Missing(0, false);

    public static Missing constant(final double value) {
        return new Missing(value, false);
    }

    @Override
    public String toString() {
        return (isMask ? "a mask and " : "the constant ") + CanonicalText.number(value);
    }
}
