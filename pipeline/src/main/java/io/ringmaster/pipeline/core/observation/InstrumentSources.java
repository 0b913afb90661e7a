package io.ringmaster.pipeline.core.observation;

import static io.ringmaster.units.FixedPoint.toDouble;

import io.ringmaster.inference.contract.DecidesOn;
import io.ringmaster.inference.contract.Encoder;
import io.ringmaster.inference.contract.MarketField;
import io.ringmaster.inference.contract.ObservationContract;
import io.ringmaster.inference.contract.ObservedFeature;
import io.ringmaster.inference.contract.SignalPart;
import io.ringmaster.inference.contract.Source;
import io.ringmaster.inference.contract.SourceValues;
import io.ringmaster.inference.contract.TallyField;
import io.ringmaster.pipeline.market.BookState;
import io.ringmaster.pipeline.market.MarketView;
import io.ringmaster.schema.Signal;
import io.ringmaster.strategies.formula.Formula;
import io.ringmaster.strategies.formula.FormulaException;
import io.ringmaster.strategies.indicator.FeatureValues;
import io.ringmaster.strategies.indicator.graph.IndicatorGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The sources and the encoder of one instrument. */
final class InstrumentSources implements SourceValues {

    private static final double SECOND_NS = 1e9;
    private static final long UNKNOWN_CHANGES = -1;

    private final int instrumentId;
    private final ObservedState state;
    private final AccountReadings account;
    private final boolean decidesOnBars;
    private final FeatureValues features = new FeatureValues();
    private final IndicatorGraph graph = new IndicatorGraph(features);
    private final Source[] sources;
    /** By feature; null unless its source is a formula. */
    private final Formula[] formulas;
    /** By feature, bars until its formula is the same whatever the first bar was. */
    private final int[] settledBars;
    /** By feature, the value of its formula on the last bar; a formula is computed once a bar, however often it is encoded. */
    private final double[] onBar;
    /** By feature; -1 unless its source is a strategy's. */
    private final int[] strategyIndex;
    private final Encoder encoder;
    /** Features that change only when a bar closes, only when a strategy says something else, and at any time. */
    private final int[] ofBars;
    private final int[] ofSignals;
    private final int[] ofAnyTime;
    private long knownChanges = UNKNOWN_CHANGES;
    private boolean isBarNew;
    private long closeE8;
    private long timeNs;
    private boolean isWarm;

    /**
     * @param indexOf index of a strategy by its id; -1 if there is none
     * @param faults  takes the faults, each by the feature's name
     */
    InstrumentSources(
        final ObservationContract contract, final int instrumentId, final ObservedState state, final ToIntFunction<String> indexOf,
        final List<String> faults) {
        this.instrumentId = instrumentId;
        this.state = state;
        account = new AccountReadings(state.account(), instrumentId);
        decidesOnBars = contract.origin().decidesOn() == DecidesOn.BAR;
        final int count = contract.features().size();
        sources = new Source[count];
        formulas = new Formula[count];
        onBar = new double[count];
        Arrays.fill(onBar, Double.NaN);
        strategyIndex = new int[count];
        for (int i = 0; i < count; i++) {
            prepare(i, contract.features().get(i), indexOf, faults);
        }
        graph.arrange();
        settledBars = Arrays.stream(formulas).mapToInt(formula -> formula == null ? 0 : formula.settledBars()).toArray();
        encoder = new Encoder(contract);
        ofBars = features(i -> formulas[i] != null);
        ofSignals = features(i -> isOfSignals(contract.features().get(i)));
        ofAnyTime = features(i -> formulas[i] == null && !isOfSignals(contract.features().get(i)));
    }

    private int[] features(final IntPredicate which) {
        return IntStream.range(0, sources.length).filter(which).toArray();
    }

    /** A normaliser over past bars changes with each bar. */
    private static boolean isOfSignals(final ObservedFeature feature) {
        return (feature.source() instanceof Source.Signal || feature.source() instanceof Source.Tally) && !feature.isRolling();
    }

    private void prepare(final int i, final ObservedFeature feature, final ToIntFunction<String> indexOf, final List<String> faults) {
        sources[i] = feature.source();
        if (sources[i] instanceof Source.Formula(final String text)) {
            try {
                formulas[i] = graph.formula(text, Map.of());
            } catch (final FormulaException e) {
                faults.add("feature '" + feature.name() + "': " + e.getMessage());
            }
        }
        final String strategyId = sources[i].strategyId();
        strategyIndex[i] = strategyId.isEmpty() ? -1 : indexOf.applyAsInt(strategyId);
        if (!strategyId.isEmpty() && strategyIndex[i] < 0) {
            faults.add("feature '" + feature.name() + "' reads strategy '" + strategyId + "', which this session does not run");
        }
    }

    FeatureValues features() {
        return features;
    }

    IndicatorGraph graph() {
        return graph;
    }

    void onBar(
        final long openTimeNs, final long closeTimeNs, final double open, final double high, final double low, final long lastE8,
        final double volume) {
        closeE8 = lastE8;
        timeNs = closeTimeNs;
        graph.onBar(openTimeNs, closeTimeNs, open, high, low, toDouble(lastE8), volume);
        for (int i = 0; i < formulas.length; i++) {
            if (formulas[i] != null) {
                onBar[i] = graph.bars() >= settledBars[i] ? formulas[i].value() : Double.NaN;
            }
        }
        account.onBar(closeTimeNs);
        account.look(price());
        encoder.onBar(this);
        isBarNew = true;
    }

    int encode(final long atTimeNs, final boolean warm, final float[] out) {
        timeNs = atTimeNs;
        isWarm = warm;
        if (isBarNew) {
            encoder.update(this, ofBars);
            isBarNew = false;
        }
        final long changes = state.strategies().changes();
        if (changes != knownChanges) {
            encoder.update(this, ofSignals);
            knownChanges = changes;
        }
        account.look(price());
        encoder.update(this, ofAnyTime);
        return encoder.write(out);
    }

    @Override
    public double value(final int feature) {
        return switch (sources[feature]) {
            case final Source.Formula _ -> onBar[feature];
            case final Source.Account field -> account.value(field.field());
            case final Source.Market field -> market(field.field(), state.markets().apply(instrumentId));
            case final Source.Tally field -> tally(field.field());
            case final Source.Signal signal -> signal(signal.part(), strategyIndex[feature]);
            case final Source.Weight _ -> state.strategies().weight(strategyIndex[feature]);
        };
    }

    private double price() {
        final long priceE8 = decidesOnBars ? closeE8 : state.markets().apply(instrumentId).markPriceE8;
        return priceE8 > 0 ? toDouble(priceE8) : Double.NaN;
    }

    private double market(final MarketField field, final MarketView view) {
        final boolean isRead = view.bookState == BookState.VALID;
        return switch (field) {
            case SPREAD -> isRead && view.markPriceE8 > 0 ? (view.askPriceE8 - view.bidPriceE8) / (double) view.markPriceE8 : Double.NaN;
            case IMBALANCE -> isRead ? view.imbalance : Double.NaN;
            case MARK_AGE -> view.markTimeNs == 0 ? Double.NaN : (timeNs - view.markTimeNs) / SECOND_NS;
            case MARK_CHANGE -> view.markPriceE8 > 0 && closeE8 > 0 ? view.markPriceE8 / (double) closeE8 - 1 : Double.NaN;
            case TRADABLE -> view.isTradable() ? 1 : 0;
            case WARM -> isWarm ? 1 : 0;
        };
    }

    private double tally(final TallyField field) {
        final ObservedTallies tallies = state.tallies();
        if (tallies.count(instrumentId) == 0) {
            return Double.NaN;
        }
        return switch (field) {
            case LONG_SHARE -> share(Signal.LONG);
            case SHORT_SHARE -> share(Signal.SHORT);
            case FLAT_SHARE -> share(Signal.FLAT);
            case LONG_STRENGTH -> mean(tallies.strengthE8(instrumentId, Signal.LONG), Signal.LONG);
            case SHORT_STRENGTH -> mean(tallies.strengthE8(instrumentId, Signal.SHORT), Signal.SHORT);
            case LONG_CONFIDENCE -> mean(tallies.confidenceE8(instrumentId, Signal.LONG), Signal.LONG);
            case SHORT_CONFIDENCE -> mean(tallies.confidenceE8(instrumentId, Signal.SHORT), Signal.SHORT);
        };
    }

    private double share(final Signal signal) {
        return state.tallies().count(instrumentId, signal) / (double) state.tallies().count(instrumentId);
    }

    private double mean(final long sumE8, final Signal signal) {
        final int count = state.tallies().count(instrumentId, signal);
        return count == 0 ? 0 : toDouble(sumE8) / count;
    }

    private double signal(final SignalPart part, final int index) {
        return switch (part) {
            case STRENGTH -> state.strategies().strength(index);
            case CONFIDENCE -> state.strategies().confidence(index);
            case FLAT -> says(index, Signal.FLAT);
            case LONG -> says(index, Signal.LONG);
            case SHORT -> says(index, Signal.SHORT);
            case HOLD -> says(index, Signal.HOLD);
        };
    }

    private double says(final int index, final Signal signal) {
        return state.strategies().signal(index) == signal ? 1 : 0;
    }
}
