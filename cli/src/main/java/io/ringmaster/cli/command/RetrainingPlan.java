package io.ringmaster.cli.command;

import io.ringmaster.config.Setting;
import io.ringmaster.lab.retraining.RetrainingSettings;
import io.ringmaster.lab.training.TrainingSettings;

/** The configuration file of {@code retrain}. */
record RetrainingPlan(
    @Setting(doc = "how the new model is trained, as for train") TrainingSettings training,
    @Setting(doc = "when it takes the place of the one that decides") RetrainingSettings retraining) {
}
