package io.ringmaster.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the predictor, each alone and together, added up by hand. */
class HeuristicPredictorTest {

    @ParameterizedTest
    @CsvSource({
        // RSI alone
        "50, NaN, NaN, NaN, 0.58", "40, NaN, NaN, NaN, 0.5", "40.01, NaN, NaN, NaN, 0.58", "65, NaN, NaN, NaN, 0.5",
        "80, NaN, NaN, NaN, 0.5", "80.01, NaN, NaN, NaN, 0.4", "20, NaN, NaN, NaN, 0.5", "19.9, NaN, NaN, NaN, 0.4",
        // ADX alone: (30 - 25) / 100, at most 0.1
        "NaN, 25, NaN, NaN, 0.5", "NaN, 30, NaN, NaN, 0.55", "NaN, 35, NaN, NaN, 0.6", "NaN, 90, NaN, NaN, 0.6", "NaN, 3, NaN, NaN, 0.5",
        // volume alone: (1.5 - 1) / 10, at most 0.1
        "NaN, NaN, 1.3, NaN, 0.5", "NaN, NaN, 1.5, NaN, 0.55", "NaN, NaN, 2, NaN, 0.6", "NaN, NaN, 9, NaN, 0.6", "NaN, NaN, 0.2, NaN, 0.5",
        // bands alone
        "NaN, NaN, NaN, 0.5, 0.55", "NaN, NaN, NaN, 0.2, 0.5", "NaN, NaN, NaN, 0.8, 0.5", "NaN, NaN, NaN, 0.1, 0.5", "NaN, NaN, NaN, 0.9, 0.5",
        "NaN, NaN, NaN, 0.09, 0.56", "NaN, NaN, NaN, 1.3, 0.56", "NaN, NaN, NaN, -0.4, 0.56",
        // together: 0.5 + 0.08 + 0.1 + 0.05 + 0.05; 0.5 - 0.1 + 0 + 0 + 0.06; the most there is
        "50, 40, 1.5, 0.5, 0.78", "85, 20, 1.3, 0.95, 0.46", "50, 40, 3, 0.05, 0.84", "NaN, NaN, NaN, NaN, 0.5",
    })
    void shouldAddWhatEachFigureIsWorth(final double rsi, final double adx, final double volumeRatio, final double percentB, final double expected) {
        assertEquals(expected, HeuristicPredictor.chance(rsi, adx, volumeRatio, percentB), 1e-12);
    }
}
