package io.ringmaster.monitor.view;

import io.ringmaster.monitor.model.Moment;
import io.ringmaster.monitor.model.SessionFacts;
import io.ringmaster.monitor.model.StrategiesView;
import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;

/** One strategy. It stays the same while the session goes on and reads its values from the moment that is shown. */
final class StrategyRow {

    /** What all rows read from. */
    static final class Source {

        private Moment moment;
        private StrategiesView strategies;

        void show(final Moment shown) {
            moment = shown;
            strategies = shown.strategies();
        }

        StrategiesView strategies() {
            return strategies;
        }
    }

    private final Source source;
    private final int index;
    private final SessionFacts.Strategy facts;
    private final SessionFacts.Instrument instrument;
    private final long timeframeNs;

    StrategyRow(final Source source, final int index) {
        this.source = source;
        this.index = index;
        facts = source.strategies.strategy(index);
        instrument = source.strategies.facts().instrument(source.strategies.instrument(index));
        timeframeNs = Timeframes.lengthNs(facts.timeframe());
    }

    String id() {
        return facts.id();
    }

    String type() {
        return facts.type();
    }

    String timeframe() {
        return facts.timeframe();
    }

    long timeframeNs() {
        return timeframeNs;
    }

    String symbol() {
        return instrument == null ? "" : instrument.symbol();
    }

    long lotE8() {
        return instrument == null ? 1 : instrument.lotE8();
    }

    Signal signal() {
        return source.strategies.signal(index);
    }

    double strength() {
        return source.strategies.strength(index);
    }

    double confidence() {
        return source.strategies.confidence(index);
    }

    /** Time since the last change; the largest value if there was none. */
    long ageNs() {
        final long changed = source.strategies.changedTimeNs(index);
        return changed == 0 ? Long.MAX_VALUE : source.moment.timeNs() - changed;
    }

    /** Whether experts decide, so that it has a share and not a weight. */
    boolean isExpert() {
        return !Double.isNaN(source.strategies.share(index));
    }

    /** Its share of the decision, or its configured weight. */
    double weight() {
        return isExpert() ? source.strategies.share(index) : facts.weight();
    }

    int trades() {
        return source.strategies.trades(index);
    }

    long positionE8() {
        return source.strategies.positionE8(index);
    }

    long netE8() {
        return instrument == null ? 0 : source.strategies.netE8(index, source.moment.instrument(instrument.index()).markPriceE8());
    }

    long feesE8() {
        return source.strategies.feesE8(index);
    }

    StrategyCondition condition() {
        return source.strategies.condition(index);
    }
}
