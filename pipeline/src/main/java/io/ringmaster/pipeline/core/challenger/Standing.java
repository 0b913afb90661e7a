package io.ringmaster.pipeline.core.challenger;

import io.ringmaster.schema.ChallengerCondition;
import io.ringmaster.schema.ChallengerStandingDecoder;

/**
 * Where a challenger and the main policy stand, each by its virtual account. Both accounts began at the same event.
 *
 * @param id      of the challenger
 * @param sinceNs event time at which both accounts began; 0 before the first event
 * @param timeNs  event time of the figures
 */
public record Standing(String id, long sinceNs, long timeNs, Result own, Result main, Counts counts, ChallengerCondition condition) {

    /**
     * What an account has earned.
     *
     * @param netE8      profit after all costs, positions at their last marks
     * @param feesE8     paid
     * @param fundingE8  received; negative is paid
     * @param drawdownE8 largest loss since a highest value, as a share of it
     */
    public record Result(long netE8, long feesE8, long fundingE8, long drawdownE8, long trades) { }

    /**
     * What a challenger has decided.
     *
     * @param made     decisions
     * @param missed   decisions not made, because it was late or silent
     * @param invalid  decisions on which the model's answer was not valid
     * @param compared decisions on which the main policy decided too
     * @param agreed   those of them with the same signal
     */
    public record Counts(long made, long missed, long invalid, long compared, long agreed) { }

    /** The standing that a record holds. */
    public static Standing of(final String id, final ChallengerStandingDecoder record) {
        return new Standing(
            id, record.sinceNs(), record.timeNs(),
            new Result(record.netE8(), record.feesE8(), record.fundingE8(), record.drawdownE8(), record.trades()),
            new Result(record.mainNetE8(), record.mainFeesE8(), record.mainFundingE8(), record.mainDrawdownE8(), record.mainTrades()),
            new Counts(record.decisions(), record.missed(), record.invalid(), record.compared(), record.agreed()), record.condition());
    }

    /** Share of the decisions on which both decided that have the same signal; NaN if there is none. */
    public double agreement() {
        return counts.compared == 0 ? Double.NaN : (double) counts.agreed / counts.compared;
    }
}
