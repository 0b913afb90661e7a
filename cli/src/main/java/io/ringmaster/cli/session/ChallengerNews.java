package io.ringmaster.cli.session;

import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.handler.Challenger;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a person hears of the challengers of a session: once for each that became silent, and for each whose model gives outputs that are not valid. */
final class ChallengerNews {

    private final Engine engine;
    private final Consumer<String> news;
    private final Set<Challenger> silent = new HashSet<>();
    private final Set<Challenger> invalid = new HashSet<>();

    ChallengerNews(final Engine engine, final Consumer<String> news) {
        this.engine = engine;
        this.news = news;
    }

    /** Reports what is new. Call it now and then on one thread. */
    void look() {
        for (final Challenger each : engine.challengers()) {
            final String failure = each.failure();
            if (failure != null && silent.add(each)) {
                news.accept("challenger '" + each.id() + "' decides no more: " + failure
                    + ". Trading is not affected. A restart or 'ctl reconfigure' lets it begin again.");
            }
            if (each.standing().counts().invalid() > 0 && invalid.add(each)) {
                news.accept("challenger '" + each.id() + "': its model gave an output that is not a number or out of range. Its account keeps its position"
                    + " then.");
            }
        }
    }
}
