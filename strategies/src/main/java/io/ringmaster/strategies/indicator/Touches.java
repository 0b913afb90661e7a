package io.ringmaster.strategies.indicator;

/** How many of the last n values, the newest left out, lie within a share of another indicator's value. Costs n a bar. */
final class Touches extends Derived {

    private final Past window;
    private final Indicator level;
    private final double share;

    Touches(final Indicator of, final Indicator level, final int n, final double share) {
        super(of, n + 1, n + 1);
        this.level = level;
        this.share = share;
        window = new Past(n + 1);
    }

    @Override
    protected double next(final double x) {
        window.push(x);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double distance = share * level.value();
        int touches = 0;
        for (int i = 1; i < window.length(); i++) {
            touches += Math.abs(window.ago(i) - level.value()) <= distance ? 1 : 0;
        }
        return touches;
    }
}
