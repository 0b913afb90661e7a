package io.ringmaster.lab.features;

import io.ringmaster.inference.model.engine.ModelEngine;

/** What a given model says to some observations, and how far it is from that when they change. */
final class AnswersOfModel {

    private final ModelEngine engine;
    private final float[][] answers;
    private final double[] deviations;

    AnswersOfModel(final ModelEngine engine, final float[][] observations) {
        this.engine = engine;
        answers = new float[observations.length][];
        for (int i = 0; i < observations.length; i++) {
            answers[i] = answer(observations[i]).clone();
        }
        deviations = new double[answers[0].length];
        for (int output = 0; output < deviations.length; output++) {
            deviations[output] = deviation(output);
        }
    }

    private float[] answer(final float[] observation) {
        System.arraycopy(observation, 0, engine.input(), 0, observation.length);
        engine.run();
        return engine.output(0);
    }

    private double deviation(final int output) {
        double sum = 0;
        for (final float[] each : answers) {
            sum += each[output];
        }
        final double mean = sum / answers.length;
        double squares = 0;
        for (final float[] each : answers) {
            squares += (each[output] - mean) * (each[output] - mean);
        }
        return Math.sqrt(squares / answers.length);
    }

    /** Mean distance of the answers to these observations from the first ones, in deviations of each number of the answer. */
    double distance(final float[][] observations) {
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < observations.length; i++) {
            final float[] now = answer(observations[i]);
            for (int output = 0; output < deviations.length; output++) {
                if (deviations[output] > 0) {
                    sum += Math.abs((double) now[output] - answers[i][output]) / deviations[output];
                    counted++;
                }
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }
}
