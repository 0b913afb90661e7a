package io.ringmaster.lab.environment;

import java.util.Arrays;
import java.util.List;

/**
 * The log return, less what stops and drawdown cost.
 *
 * <pre>
 *   ln(equity / equity before)
 *     - 0.005 x protective stops that filled within the last 20 decisions
 *     - 0.01 for an entry on the side of a stop, within 10 decisions of it
 *     - 0.10 x max(0, drawdown - 0.05)
 *   -1 for a ruined account
 * </pre>
 *
 * Source: reference, features, B.1; a decision stands for a bar.
 */
final class StopAwareDrawdown implements Reward {

    private static final double STOP_COST = 0.005;
    private static final double ENTRY_COST = 0.01;
    private static final double DRAWDOWN_COST = 0.10;
    private static final double FREE_DRAWDOWN = 0.05;
    private static final int STOP_WINDOW = 20;
    private static final int ENTRY_WINDOW = 10;

    private final boolean[] stopped = new boolean[STOP_WINDOW];
    private int decisions;
    private int stops;
    private int lastStop;
    private int stoppedSide;
    private long peakE8;

    @Override
    public List<String> terms() {
        return List.of("return", "stops", "entries", "drawdown");
    }

    @Override
    public void begin() {
        Arrays.fill(stopped, false);
        decisions = 0;
        stops = 0;
        lastStop = 0;
        stoppedSide = 0;
        peakE8 = 0;
    }

    @Override
    public void measure(final Account account, final double[] out) {
        decisions++;
        peakE8 = Math.max(peakE8, Math.max(account.equityBeforeE8(), account.equityE8()));
        final boolean isStopped = account.stopFills() > 0;
        stops += (isStopped ? 1 : 0) - (stopped[decisions % STOP_WINDOW] ? 1 : 0);
        stopped[decisions % STOP_WINDOW] = isStopped;
        if (isStopped) {
            lastStop = decisions;
            stoppedSide = Long.signum(account.positionBeforeE8());
        }
        final int side = Long.signum(account.positionE8());
        final boolean isEntry = side != 0 && side != Long.signum(account.positionBeforeE8());
        out[0] = LogReturn.of(account);
        out[1] = -STOP_COST * stops;
        out[2] = isEntry && side == stoppedSide && decisions - lastStop <= ENTRY_WINDOW ? -ENTRY_COST : 0;
        out[3] = -DRAWDOWN_COST * Math.max(0, (double) (peakE8 - account.equityE8()) / peakE8 - FREE_DRAWDOWN);
        if (account.equityE8() <= 0) {
            Arrays.fill(out, 1, out.length, 0);
        }
    }
}
