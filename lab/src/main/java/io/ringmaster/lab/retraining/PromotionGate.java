package io.ringmaster.lab.retraining;

import io.ringmaster.lab.trial.JudgedSharpe;
import io.ringmaster.lab.trial.TrialCount;
import io.ringmaster.units.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a new model takes the place of the one that decides. It must pass every check; what is not known does not pass.
 *
 * <p>All returns are net of all costs, on the same data.
 */
public final class PromotionGate {

    /** A Sharpe ratio of fewer periods says nothing. */
    public static final int LEAST_PERIODS = 30;

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double DAYS_A_YEAR = 365;
    private static final double PERCENT = 100;

    private final RetrainingSettings.Gate gate;
    private final long everyNs;

    /** @param everyNs length of the periods whose returns are judged */
    public PromotionGate(final RetrainingSettings.Gate gate, final long everyNs) {
        this.gate = gate;
        this.everyNs = everyNs;
    }

    /**
     * What a policy earned on the held-out data.
     *
     * @param netReturn over all of it, as a share
     * @param returns   of each period
     */
    public record Earned(double netReturn, double[] returns) {
    }

    /**
     * The verdict.
     *
     * @param objections why the new model is not better; empty if it is
     * @param sharpe     of the new model
     */
    public record Judgement(List<String> objections, JudgedSharpe sharpe) {

        public boolean isPromoted() {
            return objections.isEmpty();
        }
    }

    /** @param trials counts the new model */
    public Judgement judge(final Earned candidate, final Earned running, final Earned fixedShare, final TrialCount trials) {
        final int periods = candidate.returns.length;
        final JudgedSharpe sharpe = periods < LEAST_PERIODS
            ? JudgedSharpe.unknown(trials) : JudgedSharpe.of(candidate.returns, DAYS_A_YEAR * DAY_NS / everyNs, trials);
        final List<String> objections = new ArrayList<>();
        if (periods < LEAST_PERIODS) {
            objections.add("the held-out data have " + periods + " whole periods of retraining.returnsEvery, and " + LEAST_PERIODS + " are needed");
        } else if (!sharpe.isKnown()) {
            objections.add("its returns on the held-out data are all the same: it did not trade");
        } else if (!(sharpe.dsr() >= FixedPoint.toDouble(gate.leastDsrE8()))) {
            objections.add(text("its DSR is %.4f, below retraining.leastDsr = %.4f", sharpe.dsr(), FixedPoint.toDouble(gate.leastDsrE8())));
        }
        if (!(candidate.netReturn > fixedShare.netReturn)) {
            objections.add(text(
                "it earned %+.3f %%, not more than Fixed-Share with %+.3f %%", PERCENT * candidate.netReturn, PERCENT * fixedShare.netReturn));
        }
        final double margin = FixedPoint.toDouble(gate.marginE8());
        if (!(candidate.netReturn - running.netReturn >= margin && candidate.netReturn > running.netReturn)) {
            objections.add(text(
                "it earned %+.3f %%, and the running model %+.3f %%: retraining.margin asks for %.3f points more", PERCENT * candidate.netReturn,
                PERCENT * running.netReturn, PERCENT * margin));
        }
        return new Judgement(List.copyOf(objections), sharpe);
    }

    private static String text(final String format, final Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
