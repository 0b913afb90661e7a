package io.ringmaster.strategies;

import io.ringmaster.schema.Signal;
import io.ringmaster.schema.StrategyCondition;
import java.util.Arrays;

/**
 * The last recommendation of each strategy of a shard, and the condition of each strategy: warming up, active, held because it is slow, or
 * quarantined. Collects the changes of an event.
 */
final class Hearing {

    private final Roster roster;
    private final StrategyCondition[] condition;
    private final Said said;
    /** For each strategy, whether the last verdict was that it is slow. */
    private final boolean[] isSlow;
    private final ChangeSet told;
    private final ChangeSet changed;
    private final Recommendation saying = new Recommendation();

    Hearing(final Roster roster) {
        this.roster = roster;
        final int strategies = roster.count();
        condition = new StrategyCondition[strategies];
        Arrays.fill(condition, StrategyCondition.WARMING);
        said = new Said(strategies);
        isSlow = new boolean[strategies];
        told = new ChangeSet(strategies);
        changed = new ChangeSet(strategies);
    }

    /** Strategies whose recommendation is reported with this event. */
    ChangeSet told() {
        return told;
    }

    /** Strategies whose condition changed with this event. */
    ChangeSet changed() {
        return changed;
    }

    Said said() {
        return said;
    }

    StrategyCondition condition(final int place) {
        return condition[place];
    }

    boolean isSlow(final int place) {
        return isSlow[place];
    }

    boolean isWarming(final int place) {
        return condition[place] == StrategyCondition.WARMING;
    }

    boolean isQuarantined(final int place) {
        return switch (condition[place]) {
            case WARMING, ACTIVE, HELD_SLOW -> false;
            case QUARANTINED_THREW, QUARANTINED_NAN, QUARANTINED_SLOW, NULL_VAL -> true;
        };
    }

    /** Reports the new signal of a plain rule that is warm. */
    void hearPlain(final PlainRules rules, final int rule) {
        final int place = rules.place(rule);
        said.setPlain(place, rules.says(rule));
        told.mark(place);
    }

    /** Reports the plain rules of a series that have become warm, for the first time. */
    void warm(final Series series) {
        final PlainRules rules = series.rules();
        int left = 0;
        for (int i = 0; i < rules.warmingCount(); i++) {
            final int rule = rules.warming(i);
            final int place = rules.place(rule);
            if (isQuarantined(place)) {
                continue;
            }
            if (series.graph().bars() >= roster.warmupBars(place)) {
                saying.plain(rules.says(rule));
                if (!isSlow[place]) {
                    rules.hear(rule);
                }
                hear(place);
            } else {
                rules.keepWarming(left++, rule);
            }
        }
        rules.keepWarming(left);
    }

    /** Calls a strategy, which finds its last recommendation in the object it writes to. */
    void call(final int place) {
        final Series series = roster.series(place);
        said.read(place, saying);
        try {
            roster.strategy(place).onBar(series.graph().bar(), saying);
            if (series.graph().bars() >= roster.warmupBars(place)) {
                hear(place);
            }
        } catch (final VirtualMachineError e) {
            throw e;
        } catch (final Exception | Error e) {
            // The strategy is at fault, and the journal says so. The other strategies go on.
            quarantine(place, StrategyCondition.QUARANTINED_THREW);
        }
    }

    /** Takes a recommendation, and reports it if it is another one than before. */
    private void hear(final int place) {
        if (condition[place] == StrategyCondition.WARMING) {
            setCondition(place, isSlow[place] ? StrategyCondition.HELD_SLOW : StrategyCondition.ACTIVE);
        }
        if (!saying.isSound()) {
            quarantine(place, StrategyCondition.QUARANTINED_NAN);
        } else if (isSlow[place]) {
            sayHold(place);
        } else if (!said.is(place, saying)) {
            said.set(place, saying);
            told.mark(place);
        }
    }

    /** Stops a strategy for good: it is not called again, and its signal is HOLD. */
    void quarantine(final int place, final StrategyCondition why) {
        setCondition(place, why);
        roster.series(place).rules().silence(place);
        sayHold(place);
    }

    /** Replaces the signal of a slow strategy by HOLD. */
    void hold(final int place) {
        isSlow[place] = true;
        if (condition[place] == StrategyCondition.ACTIVE) {
            setCondition(place, StrategyCondition.HELD_SLOW);
            roster.series(place).rules().silence(place);
            roster.series(place).deciders().wake(place);
            sayHold(place);
        }
    }

    /** Accepts the strategy's recommendations again, from its next bar on. */
    void release(final int place) {
        isSlow[place] = false;
        if (condition[place] == StrategyCondition.HELD_SLOW) {
            setCondition(place, StrategyCondition.ACTIVE);
            roster.series(place).rules().hearAt(place);
            roster.series(place).deciders().wake(place);
        }
    }

    private void sayHold(final int place) {
        saying.hold();
        if (!said.is(place, saying)) {
            said.set(place, saying);
            told.mark(place);
        }
    }

    private void setCondition(final int place, final StrategyCondition newCondition) {
        condition[place] = newCondition;
        changed.mark(place);
    }

    /** Marks every strategy that is not warming up, and every signal other than HOLD, as changed. */
    void tellAll() {
        for (int place = 0; place < condition.length; place++) {
            if (!isWarming(place)) {
                changed.mark(place);
            }
            if (said.signal(place) != Signal.HOLD) {
                told.mark(place);
            }
        }
    }
}
