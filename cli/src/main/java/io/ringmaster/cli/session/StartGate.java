package io.ringmaster.cli.session;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.journal.GroupCommit;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineStatus;
import io.ringmaster.pipeline.engine.EngineStatus.Figure;
import io.ringmaster.pipeline.port.LiveVenue;
import io.ringmaster.units.FixedPoint;
import io.ringmaster.units.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The checks that must pass before a session may send orders with real money. It runs all checks, so that the operator sees everything that is
 * missing. The journal and its configuration were verified before the session began.
 */
final class StartGate {

    private final Settings settings;
    private final Engine engine;
    private final LiveVenue venue;
    private final GroupCommit groupCommit;

    StartGate(final Settings settings, final Engine engine, final LiveVenue venue, final GroupCommit groupCommit) {
        this.settings = settings;
        this.engine = engine;
        this.venue = venue;
        this.groupCommit = groupCommit;
    }

    /** The objections in words; empty if there are none. */
    List<String> objections() {
        final EngineStatus status = engine.status();
        if (status.get(Figure.ARMED) != 0) {
            return List.of("the session is armed, or trades no real money and needs no arming");
        }
        final List<String> found = new ArrayList<>(venue.objections());
        if (!groupCommit.isHealthy()) {
            found.add("the journal is not healthy: it lags, or its disk is full");
        }
        if (status.get(Figure.LATCHED) != 0) {
            found.add("latched: find the cause, then use 'ctl unlatch'");
        }
        final long accountE8 = status.get(Figure.ACCOUNT_EQUITY_E8);
        final long oursE8 = status.get(Figure.EQUITY_E8);
        if (accountE8 <= 0) {
            found.add("the venue has not yet reported what the account holds");
        } else if (oursE8 > accountE8) {
            found.add("the session counts on " + FixedPoint.format(oursE8) + ", the account holds " + FixedPoint.format(accountE8)
                + ": set session.initialCash to no more than that, in a new journal");
        }
        return found;
    }

    /** The sentence that the operator must type exactly. It names the largest position, which is easy to forget. */
    String confirmation() {
        return "trade at most " + FixedPoint.format(engine.status().limits().exposure().maxPositionE8()) + " of "
            + settings.instruments().stream().map(InstrumentDefinition::symbol).collect(Collectors.joining(" and ")) + " with real money";
    }
}
