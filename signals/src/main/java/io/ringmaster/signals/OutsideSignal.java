package io.ringmaster.signals;

import io.ringmaster.schema.SignalSource;
import io.ringmaster.units.SeriesName;

/**
 * One signal from outside the market.
 *
 * @param symbol     the instrument; empty for all
 * @param occurredNs time according to the source, since the epoch; 0 if it gives none
 * @param score      depends on the source: news and sentiment in [-1, 1], NaN for none; flow to exchanges in base currency, negative from
 *                   exchanges; mentions since the last signal
 * @param text       readable text
 * @param series     which series of the source 'other' it is a value of; empty for the one without a name
 */
public record OutsideSignal(SignalSource source, String symbol, long occurredNs, double score, String text, String series) {

    /** @throws MalformedSignalException if the score is invalid for the source */
    public OutsideSignal {
        switch (source) {
            case NEWS -> require(Double.isNaN(score) || Math.abs(score) <= 1, "score of news must be in [-1, 1]", score);
            case SENTIMENT -> require(Math.abs(score) <= 1, "score of sentiment must be in [-1, 1]", score);
            case MENTIONS -> require(score >= 0 && score < Double.POSITIVE_INFINITY, "mentions must be a number from 0", score);
            case FLOW, OTHER -> require(Double.isFinite(score), "score must be a number", score);
            case NULL_VAL -> throw new MalformedSignalException("there is no source");
        }
        if (!series.isEmpty() && source != SignalSource.OTHER) {
            throw new MalformedSignalException("key 'series' is only for source 'other'");
        }
        if (!series.isEmpty() && !SeriesName.isValid(series)) {
            throw new MalformedSignalException("series must be " + SeriesName.RULE + ", not '" + series + "'");
        }
    }

    /** A signal of no named series. */
    public OutsideSignal(final SignalSource source, final String symbol, final long occurredNs, final double score, final String text) {
        this(source, symbol, occurredNs, score, text, "");
    }

    private static void require(final boolean isSo, final String otherwise, final double score) {
        if (!isSo) {
            throw new MalformedSignalException(otherwise + ", not " + score);
        }
    }
}
