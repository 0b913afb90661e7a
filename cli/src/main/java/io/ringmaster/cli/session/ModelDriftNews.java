package io.ringmaster.cli.session;

import io.ringmaster.inference.drift.DriftReference;
import io.ringmaster.journal.DriftText;
import io.ringmaster.pipeline.engine.Engine;
import io.ringmaster.pipeline.engine.EngineConfig;
import io.ringmaster.pipeline.engine.ModelContract;
import java.util.function.Consumer;

/** What a person hears of the drift of a session's model: when it begins or ends to be too large, and once if it is not measured. Orders do not change. */
final class ModelDriftNews {

    private final Engine engine;
    private final Activity activity;
    private final Consumer<String> news;
    private boolean isAlarm;

    ModelDriftNews(final Engine engine, final Activity activity, final Consumer<String> news) {
        this.engine = engine;
        this.activity = activity;
        this.news = news;
    }

    /** The session begins. */
    void begin() {
        if (engine.config().policy().isModel() && !isMeasured()) {
            news.accept("the drift of the model is " + notMeasured());
        }
    }

    private boolean isMeasured() {
        return engine.config().policy().model().drift().periodNs() > 0 && engine.config().model().reference() != null;
    }

    private String notMeasured() {
        return engine.config().policy().model().drift().periodNs() == 0 ? "not measured: policy.model.drift.period is 0s"
            : "not measured: the model carries no reference (" + DriftReference.KEY + ")";
    }

    /** Reports a change. Call it now and then on one thread. */
    void look() {
        final DriftText.Largest largest = activity.drift();
        if (largest != null && largest.isAlarm() != isAlarm) {
            isAlarm = largest.isAlarm();
            news.accept((isAlarm ? "the model drifts: " : "the model no longer drifts: ") + text(largest));
        }
    }

    private String text(final DriftText.Largest largest) {
        final EngineConfig config = engine.config();
        return largest.text(ModelContract.of(config.instruments(), config.strategies(), config.policy()).names().get(largest.place()));
    }

    /** For the status, on any thread; null if no model decides. */
    String describe() {
        if (!engine.config().policy().isModel()) {
            return null;
        }
        final DriftText.Largest largest = activity.drift();
        return !isMeasured() ? notMeasured() : largest == null ? "not measured yet" : text(largest);
    }
}
