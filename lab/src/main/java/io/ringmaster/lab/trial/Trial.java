package io.ringmaster.lab.trial;

import io.ringmaster.lab.statistics.SharpeRatio;
import java.util.Locale;

/**
 * One attempt to find something that earns: a run of a configuration over data, with its result.
 *
 * @param every  length of the periods of the Sharpe ratio, such as {@code 1d}; ratios of different periods do not compare
 * @param sharpe of one period; undefined if nothing was traded
 * @param name   what a person calls it, such as its directory of results
 */
public record Trial(Kind kind, Identity identity, String every, SharpeRatio sharpe, String name) {

    /** Periods of a day. */
    public static final String DAILY = "1d";
    /** Periods of a table whose length is not known. */
    public static final String ROUND = "round";

    /** What ran. */
    public enum Kind {
        BACKTEST, EVALUATE, TRAIN, TUNE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was tried on what.
     *
     * @param configSha256 hash of the configuration
     * @param dataSha256   hash of the data that was read
     * @param from         start of the period, as the data tell it
     * @param to           its end
     */
    public record Identity(String configSha256, String dataSha256, String from, String to) {
    }

    /**
     * The same configuration on the same data is the same trial, whatever ran it. If it has another result, the program has changed, and it is another
     * trial.
     */
    Key key() {
        return new Key(identity, every, sharpe.periods(), sharpe.value());
    }

    /** Equal for the same trial. */
    record Key(Identity identity, String every, long periods, double sharpe) {
    }
}
