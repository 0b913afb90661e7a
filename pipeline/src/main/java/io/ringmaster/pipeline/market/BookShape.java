package io.ringmaster.pipeline.market;

import static io.ringmaster.units.FixedPoint.toDouble;

/** How the quantity of a book's side is spread over distance from the mid. Distances are in basis points of the mid. */
final class BookShape {

    private static final double BASIS_POINTS = 10_000;

    private BookShape() {
    }

    /** Sum of the best levels' quantities, each divided by 1 and its distance. */
    static double weighted(final BookSide side, final double mid, final int levels) {
        double sum = 0;
        for (int i = 0; i < Math.min(levels, side.size()); i++) {
            sum += toDouble(side.qtyE8(i)) / (1 + distance(side, i, mid));
        }
        return sum;
    }

    /** Least-squares slope of the quantity up to each of the best levels by its distance; NaN for fewer than two levels. */
    static double slope(final BookSide side, final double mid, final int levels) {
        final int count = Math.min(levels, side.size());
        double total = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < count; i++) {
            total += toDouble(side.qtyE8(i));
            meanX += distance(side, i, mid) / count;
            meanY += total / count;
        }
        double products = 0;
        double squares = 0;
        total = 0;
        for (int i = 0; i < count; i++) {
            total += toDouble(side.qtyE8(i));
            final double x = distance(side, i, mid) - meanX;
            products += x * (total - meanY);
            squares += x * x;
        }
        return count < 2 ? Double.NaN : products / squares;
    }

    private static double distance(final BookSide side, final int rank, final double mid) {
        return BASIS_POINTS * Math.abs(toDouble(side.priceE8(rank)) - mid) / mid;
    }
}
