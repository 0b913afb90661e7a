package io.ringmaster.lab.retraining;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import io.ringmaster.lab.retraining.PromotionGate.Earned;
import io.ringmaster.lab.retraining.PromotionGate.Judgement;
import io.ringmaster.lab.trial.TrialCount;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromotionGateTest {

    private static final long DAY_NS = 86_400_000_000_000L;

    private static PromotionGate gate(final String... settings) {
        final Map<String, String> given = settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]);
        return new PromotionGate(Configuration.bind(RetrainingSettings.class, "test", "{}", given).gate(), DAY_NS);
    }

    /** Days of +high % and -low % in turns. */
    private static Earned earned(final double netReturn, final int days, final double high, final double low) {
        return new Earned(netReturn, IntStream.range(0, days).mapToDouble(day -> day % 2 == 0 ? high / 100 : -low / 100).toArray());
    }

    private static Earned flat(final double netReturn) {
        return new Earned(netReturn, new double[60]);
    }

    @Test
    void shouldPromoteWhatPassesEveryCheck() {
        final Judgement judgement = gate().judge(earned(0.10, 60, 1, 0.5), flat(0.08), flat(0.05), TrialCount.ONE);
        assertEquals(List.of(), judgement.objections());
        assertTrue(judgement.isPromoted());
        // Mean 0.25 %, sample deviation 0.75637 %: a ratio of 0.33052 over 60 days without skew, kurtosis 1, is above 0 with Phi(0.33052 * sqrt(59)).
        assertEquals(0.99443, judgement.sharpe().dsr(), 5e-5);
    }

    @Test
    void shouldNameEveryCheckThatItDoesNotPass() {
        final Judgement judgement = gate().judge(earned(0.01, 60, 1, 0.99), flat(0.01), flat(0.02), TrialCount.ONE);
        assertFalse(judgement.isPromoted());
        assertEquals(3, judgement.objections().size(), judgement::toString);
        assertTrue(judgement.objections().get(0).startsWith("its DSR is 0.5"), judgement::toString);
        assertEquals("it earned +1.000 %, not more than Fixed-Share with +2.000 %", judgement.objections().get(1));
        assertEquals("it earned +1.000 %, and the running model +1.000 %: retraining.margin asks for 1.000 points more", judgement.objections().get(2));
    }

    @Test
    void shouldAskForTheMargin() {
        final Earned candidate = earned(0.10, 60, 1, 0.5);
        assertFalse(gate("margin", "0.03").judge(candidate, flat(0.08), flat(0), TrialCount.ONE).isPromoted());
        assertTrue(gate("margin", "0.015").judge(candidate, flat(0.08), flat(0), TrialCount.ONE).isPromoted());
        assertFalse(gate("margin", "0").judge(candidate, flat(0.10), flat(0), TrialCount.ONE).isPromoted(), "as good is not better");
    }

    @Test
    void shouldAskForMoreAfterManyTrials() {
        final Earned candidate = earned(0.10, 60, 1, 0.5);
        assertTrue(gate().judge(candidate, flat(0), flat(0), new TrialCount(1, 0, Double.NaN)).isPromoted());
        assertFalse(gate().judge(candidate, flat(0), flat(0), new TrialCount(200, 0, Double.NaN)).isPromoted());
    }

    @Test
    void shouldNotPromoteWhatIsNotKnown() {
        assertEquals(
            List.of("the held-out data have 29 whole periods of retraining.returnsEvery, and 30 are needed"),
            gate().judge(earned(0.10, 29, 1, 0.5), flat(0), flat(0), TrialCount.ONE).objections());
        assertTrue(gate().judge(flat(0.10), flat(0), flat(0), TrialCount.ONE).objections().getFirst().contains("it did not trade"));
        assertFalse(gate().judge(new Earned(Double.NaN, earned(0, 60, 1, 0.5).returns()), flat(0), flat(0), TrialCount.ONE).isPromoted());
        assertFalse(gate().judge(earned(0.10, 60, 1, 0.5), flat(Double.NaN), flat(0), TrialCount.ONE).isPromoted());
        assertFalse(gate().judge(earned(0.10, 60, 1, 0.5), flat(0), flat(Double.NaN), TrialCount.ONE).isPromoted());
    }
}
