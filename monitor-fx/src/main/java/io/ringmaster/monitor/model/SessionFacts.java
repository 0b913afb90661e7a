package io.ringmaster.monitor.model;

import io.ringmaster.schema.ContractType;
import io.ringmaster.schema.LimitKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a session runs, on what: from its first record and the configuration that holds at a moment.
 *
 * @param strategies       the enabled strategies, in the order of their index; empty if the configuration cannot be read
 * @param problem          why the configuration cannot be read, with what to do; empty if it was
 */
public record SessionFacts(
    Path directory, Start start, List<Instrument> instruments, Policy decides, List<Strategy> strategies, Limits limited, String problem) {

    /**
     * How it began, and by what program it goes on.
     *
     * @param build           version and commit of the program that wrote the session
     * @param configSha256    of the configuration
     * @param startTimeNs     event time of the first record
     * @param warmupEndTimeNs no decision before this event time
     */
    public record Start(String build, String configSha256, long seed, long initialCashE8, long startTimeNs, long warmupEndTimeNs) {
    }

    /**
     * What decides.
     *
     * @param policy           type of the policy, such as {@code confluence}; empty if it is not known
     * @param model            SHA-256 of the model that decides; empty without one
     * @param head             what the numbers of its output mean, such as {@code buy_sell_hold}; empty if it is not known
     * @param observationNames of the values of an observation, where they are known; may be shorter than the observation
     */
    public record Policy(String policy, String model, String head, List<String> observationNames) {
    }

    /**
     * What limits it.
     *
     * @param limits the configured limits, in their own unit, times 1e8 but for counts
     * @param risk   the whole section {@code risk} of the configuration
     * @param sizing how large a position may become; null if it is not known
     */
    public record Limits(Map<LimitKind, Long> limits, RiskSettings risk, SizingSettings sizing) {
    }

    public String build() {
        return start.build();
    }

    public String configSha256() {
        return start.configSha256();
    }

    public long seed() {
        return start.seed();
    }

    public long initialCashE8() {
        return start.initialCashE8();
    }

    public long startTimeNs() {
        return start.startTimeNs();
    }

    public long warmupEndTimeNs() {
        return start.warmupEndTimeNs();
    }

    public String policy() {
        return decides.policy();
    }

    public String model() {
        return decides.model();
    }

    public String head() {
        return decides.head();
    }

    public List<String> observationNames() {
        return decides.observationNames();
    }

    public Map<LimitKind, Long> limits() {
        return limited.limits();
    }

    public RiskSettings risk() {
        return limited.risk();
    }

    /** How large a position may become; null if it is not known. */
    public SizingSettings sizing() {
        return limited.sizing();
    }


    /** An instrument. Fees are ratios of the notional. */
    public record Instrument(int index, String symbol, ContractType contractType, Steps steps, Fees fees, long fundingIntervalNs) {

        /** Steps of prices and quantities, and bounds of quantities. */
        public record Steps(long tickE8, long lotE8, long minQtyE8, long maxPositionE8) {
        }

        /** Shares of the notional. */
        public record Fees(long makerFeeE8, long takerFeeE8) {
        }

        public long tickE8() {
            return steps.tickE8();
        }

        public long lotE8() {
            return steps.lotE8();
        }

        public long minQtyE8() {
            return steps.minQtyE8();
        }

        public long maxPositionE8() {
            return steps.maxPositionE8();
        }

        public long makerFeeE8() {
            return fees.makerFeeE8();
        }

        public long takerFeeE8() {
            return fees.takerFeeE8();
        }
    }

    /**
     * A strategy.
     *
     * @param instrument index of the instrument it trades
     * @param timeframe  as configured, such as {@code 5s}
     * @param weight     as configured
     */
    public record Strategy(int index, String id, String type, int instrument, String timeframe, double weight) {
    }

    /** The instrument with an index; null if there is none. */
    public Instrument instrument(final int index) {
        return index >= 0 && index < instruments.size() ? instruments.get(index) : null;
    }

    /** Id of a strategy, or its number if it is not known. */
    public String strategyId(final int index) {
        return index >= 0 && index < strategies.size() ? strategies.get(index).id() : "strategy " + index;
    }
}
