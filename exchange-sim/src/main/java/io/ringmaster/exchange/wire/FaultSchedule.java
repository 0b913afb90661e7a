package io.ringmaster.exchange.wire;

import io.ringmaster.config.Setting;
import io.ringmaster.units.FixedPoint;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Decides what goes wrong, by rules and a seed: the same occasions in the same order give the same faults. One thread. */
public final class FaultSchedule {

    private static final long MS_TO_NS = 1_000_000;

    private final List<FaultRule> rules;
    private final int[] done;
    private final SplittableRandom random;
    private LongSupplier clockMs = () -> 0;
    private long startMs;
    private long skippedNs;

    /** What a schedule's file holds. */
    public record Settings(
        @Setting(value = "1", doc = "seed of all random numbers") long seed,
        @Setting(value = "", doc = "rules; the first that matches applies") List<FaultRule> faults) {
    }

    public FaultSchedule(final Settings settings) {
        rules = List.copyOf(settings.faults());
        done = new int[rules.size()];
        random = new SplittableRandom(settings.seed());
    }

    /** Nothing goes wrong. */
    public static FaultSchedule none() {
        return new FaultSchedule(new Settings(1, List.of()));
    }

    void start(final LongSupplier newClockMs) {
        clockMs = newClockMs;
        startMs = newClockMs.getAsLong();
    }

    /**
     * The rule that strikes on this occasion, or null.
     *
     * @param name  of the endpoint or feed
     * @param kinds faults that can happen here
     */
    public FaultRule strike(final String name, final Set<Fault> kinds) {
        final long elapsedNs = elapsedNs();
        for (int i = 0; i < rules.size(); i++) {
            final FaultRule rule = rules.get(i);
            if (kinds.contains(rule.fault()) && (rule.on().isEmpty() || rule.on().equals(name)) && isTime(rule, elapsedNs)
                && (rule.times() == 0 || done[i] < rule.times()) && isDrawn(rule)) {
                done[i]++;
                return rule;
            }
        }
        return null;
    }

    /** Advances the schedule by this time: faults that begin or end within it do so now. Call it on the venue's thread. */
    public void skip(final long durationNs) {
        skippedNs += durationNs;
    }

    private long elapsedNs() {
        return (clockMs.getAsLong() - startMs) * MS_TO_NS + skippedNs;
    }

    private static boolean isTime(final FaultRule rule, final long elapsedNs) {
        return elapsedNs >= rule.afterNs() && (rule.untilNs() == 0 || elapsedNs <= rule.untilNs());
    }

    private boolean isDrawn(final FaultRule rule) {
        return rule.chanceE8() >= FixedPoint.ONE || random.nextLong(FixedPoint.ONE) < rule.chanceE8();
    }

    /** Whether a lasting fault is on now. */
    FaultRule lasting(final Fault fault) {
        final long elapsedNs = elapsedNs();
        for (final FaultRule rule : rules) {
            if (rule.fault() == fault && isTime(rule, elapsedNs)) {
                return rule;
            }
        }
        return null;
    }
}
