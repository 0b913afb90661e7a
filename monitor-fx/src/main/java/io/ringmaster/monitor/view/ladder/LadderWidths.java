package io.ringmaster.monitor.view.ladder;

import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.view.kit.Numbers;
import io.ringmaster.monitor.view.kit.TextWidth;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * How wide each column of the ladder is. Nothing is cut: where not everything fits, the sums go first, then the quantity ahead of our orders, then
 * decimals. What a column needs only grows, so that columns stay where they are while quantities change.
 */
final class LadderWidths {

    /** Padding of a cell, left and right, in heights of text (monitor.css), and its borders. */
    private static final double PADDING_EM = 1.24;
    private static final double BORDER_PIXELS = 3;
    private static final int ALL_CHARACTERS = 32;
    private static final int LEAST_CHARACTERS = 4;
    /** Columns of our orders and of quantities share the width that is left over; ours take the smaller part. */
    private static final double OURS_SHARE = 0.1;

    private SessionFacts.Instrument instrument;
    private double em;
    private String widestPrice = "";
    private String widestQty = "";
    private String widestDepth = "";
    private String widestOurs = "";
    private String widestBrief = "";
    private double oursPixels;
    private double middlePixels;
    private double levelPixels;
    private double depthPixels;
    private int mostCharacters = ALL_CHARACTERS;
    private boolean isBrief;

    /** @param textPixels height of text */
    void arrange(final List<LadderRow> rows, final SessionFacts.Instrument of, final double width, final double textPixels) {
        if (!of.equals(instrument)) {
            instrument = of;
            widestPrice = "Price";
            widestQty = "Asks";
            widestDepth = "Σ asks";
            widestOurs = "Ours · ahead";
            widestBrief = "Ours";
        }
        em = textPixels;
        measure(rows);
        share(Math.floor(width) - BORDER_PIXELS);
    }

    private void measure(final List<LadderRow> rows) {
        widestPrice = longest(rows, row -> "▸ " + Numbers.onStep(row.priceE8(), instrument.tickE8()), widestPrice);
        widestQty = longestQty(rows, LadderRow::askQtyE8, longestQty(rows, LadderRow::bidQtyE8, widestQty));
        widestDepth = longestQty(rows, LadderRow::askDepthE8, longestQty(rows, LadderRow::bidDepthE8, widestDepth));
        widestOurs = longest(rows, row -> row.ours().text(), widestOurs);
        widestBrief = longest(rows, row -> row.ours().brief(), widestBrief);
    }

    private String longestQty(final List<LadderRow> rows, final ToLongFunction<LadderRow> value, final String least) {
        return longest(rows, row -> Numbers.onStep(value.applyAsLong(row), instrument.lotE8()), least);
    }

    /** Digits have one width, so that the text with the most characters is the widest. */
    private static String longest(final List<LadderRow> rows, final Function<LadderRow, String> text, final String least) {
        String longest = least;
        for (final LadderRow row : rows) {
            final String each = text.apply(row);
            longest = each.length() > longest.length() ? each : longest;
        }
        return longest;
    }

    private double room(final String text) {
        return room(TextWidth.of(text, em));
    }

    private double room(final double textWidth) {
        return Math.ceil(textWidth + PADDING_EM * em) + BORDER_PIXELS;
    }

    private void share(final double width) {
        middlePixels = room(TextWidth.ofBold(widestPrice, em));
        mostCharacters = ALL_CHARACTERS;
        isBrief = false;
        oursPixels = room(widestOurs);
        levelPixels = room(widestQty);
        depthPixels = room(widestDepth);
        if (oursPixels + 2 * depthPixels + 2 * levelPixels + middlePixels > width) {
            depthPixels = 0;
        }
        if (oursPixels + 2 * depthPixels + 2 * levelPixels + middlePixels > width) {
            isBrief = true;
            oursPixels = room(widestBrief);
        }
        for (int characters = widestQty.length() - 1; oursPixels + 2 * levelPixels + middlePixels > width && characters >= LEAST_CHARACTERS; characters--) {
            mostCharacters = characters;
            levelPixels = room("0".repeat(characters));
        }
        final double left = Math.max(0, width - oursPixels - middlePixels - 2 * levelPixels - 2 * depthPixels);
        oursPixels += Math.floor(left * OURS_SHARE);
        final double each = Math.floor(left * (1 - OURS_SHARE) / (depthPixels > 0 ? 4 : 2));
        levelPixels += each;
        depthPixels += depthPixels > 0 ? each : 0;
    }

    double ours() {
        return oursPixels;
    }

    double price() {
        return middlePixels;
    }

    double qty() {
        return levelPixels;
    }

    double depth() {
        return depthPixels;
    }

    boolean hasDepth() {
        return depthPixels > 0;
    }

    /** Whether our orders are shown without the quantity ahead of them. */
    boolean isBrief() {
        return isBrief;
    }

    /** Characters that a quantity may have. */
    int mostCharacters() {
        return mostCharacters;
    }
}
