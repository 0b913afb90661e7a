package io.ringmaster.pipeline.market;

import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.strategies.indicator.Feature;

/** The features of signals from outside the market: flows, mentions, sentiment and news. */
final class SignalFeatures {

    private static final long NEVER = FeatureRow.NEVER;

    private final FeatureRow out;
    private long flowTimeNs = NEVER;
    private long mentionsTimeNs = NEVER;
    private long sentimentTimeNs = NEVER;
    private long newsTimeNs = NEVER;
    private double inflow;
    private double outflow;
    private double mentions;
    private double news;

    SignalFeatures(final FeatureRow out) {
        this.out = out;
    }

    void onSignal(final OutsideSignalDecoder message) {
        final long timeNs = message.receiveTimeNs();
        switch (message.source()) {
            case FLOW -> {
                flowTimeNs = timeNs;
                inflow += Math.max(0, message.score());
                outflow += Math.max(0, -message.score());
            }
            case MENTIONS -> {
                mentionsTimeNs = timeNs;
                mentions += message.score();
            }
            case SENTIMENT -> {
                sentimentTimeNs = timeNs;
                out.put(Feature.SENTIMENT, message.score());
            }
            case NEWS -> {
                newsTimeNs = Math.max(timeNs, message.exchangeTimeNs());
                news++;
                out.put(Feature.NEWS_SCORE, message.score());
            }
            case OTHER, NULL_VAL -> out.put(Feature.OUTSIDE, message.score());
        }
    }

    void sample(final long timeNs) {
        if (flowTimeNs != NEVER) {
            out.put(Feature.INFLOW, inflow);
            out.put(Feature.OUTFLOW, outflow);
            out.putAge(Feature.FLOW_AGE, flowTimeNs, timeNs);
        }
        if (mentionsTimeNs != NEVER) {
            out.put(Feature.MENTIONS, mentions);
            out.putAge(Feature.MENTIONS_AGE, mentionsTimeNs, timeNs);
        }
        out.putAge(Feature.SENTIMENT_AGE, sentimentTimeNs, timeNs);
        out.put(Feature.NEWS, news);
        out.putAge(Feature.NEWS_AGE, newsTimeNs, timeNs);
    }
}
