package io.ringmaster.pipeline.market;

import io.ringmaster.schema.OutsideSignalDecoder;
import io.ringmaster.strategies.indicator.Feature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

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
    private long otherTimeNs = NEVER;
    /** Names of the outside series that are read, and when the last value of each came, by place. */
    private final byte[][] seriesNames;
    private final long[] seriesTimesNs;

    SignalFeatures(final FeatureRow out) {
        this.out = out;
        seriesNames = out.values().series().stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        seriesTimesNs = new long[seriesNames.length];
        Arrays.fill(seriesTimesNs, NEVER);
    }

    /** @param series name of its series; empty for none */
    void onSignal(final OutsideSignalDecoder message, final DirectBuffer series) {
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
            case OTHER, NULL_VAL -> onOther(message.score(), series, timeNs);
        }
    }

    private void onOther(final double value, final DirectBuffer series, final long timeNs) {
        if (series.capacity() == 0) {
            otherTimeNs = timeNs;
            out.put(Feature.OUTSIDE, value);
            return;
        }
        for (int i = 0; i < seriesNames.length; i++) {
            if (isNamed(series, seriesNames[i])) {
                seriesTimesNs[i] = timeNs;
                out.values().putOutside(i, value);
            }
        }
    }

    private static boolean isNamed(final DirectBuffer series, final byte[] name) {
        if (series.capacity() != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (series.getByte(i) != name[i]) {
                return false;
            }
        }
        return true;
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
        out.putAge(Feature.OUTSIDE_AGE, otherTimeNs, timeNs);
        for (int i = 0; i < seriesTimesNs.length; i++) {
            out.values().putOutsideAge(i, FeatureRow.age(seriesTimesNs[i], timeNs));
        }
    }
}
