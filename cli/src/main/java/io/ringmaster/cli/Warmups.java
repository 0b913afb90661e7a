package io.ringmaster.cli;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.StrategyWarmup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says which strategies history has not warmed up, and when each will be ready. */
final class Warmups {

    private static final int SHOWN = 20;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private Warmups() {
    }

    /** @param engine at rest */
    static void say(final Engine engine, final DemoView view) {
        final List<StrategyWarmup> warming = engine.warmingUp();
        warming.stream().limit(SHOWN).forEach(each -> view.say("strategy " + each.id() + " is silent until "
            + Instant.ofEpochSecond(each.readyAtNs(engine.lastTimeNs()) / NS_PER_SECOND).truncatedTo(ChronoUnit.SECONDS)
            + ": it waits for " + each.missingBars() + " more bars of " + each.timeframeNs() / NS_PER_SECOND + " s"));
        if (warming.size() > SHOWN) {
            view.say("and " + (warming.size() - SHOWN) + " more strategies are silent until they are warm");
        }
    }
}
