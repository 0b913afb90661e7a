package io.ringmaster.lab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.config.binding.Configuration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which validation's policy is chosen. The log returns are of four decisions; against {@link #FLAT}, the same difference each time is sure, and
 * {@link #LUCKY} has a mean of 0.005 with a deviation of 0.015, so its sum of 0.02 is within a standard error of 0.03.
 */
class CourseTest {

    private static final double[] FLAT = {0, 0, 0, 0};
    private static final double[] LUCKY = {0.02, -0.01, 0.02, -0.01};
    private static final double[] SURELY_MORE = {0.01, 0.01, 0.01, 0.01};
    private static final double[] SURELY_LESS = {-0.01, -0.01, -0.01, -0.01};

    private final Course course = new Course(
        Configuration.bind(TrainingSettings.class, "test", "{}", Map.of("decisions", "600", "validations", "6", "patience", "3")), 0, 1);
    private long steps;

    private boolean add(final double... logReturns) {
        double sum = 0;
        for (final double each : logReturns) {
            sum += each;
        }
        steps += 100;
        return course.add(steps, new Validated.Traded(Math.expm1(sum), logReturns.length, 0), logReturns);
    }

    @Test
    void shouldChooseTheLatestOfThoseWithinOneStandardErrorOfTheHighest() {
        assertTrue(add(FLAT));
        assertTrue(add(LUCKY), "it is the highest");
        assertTrue(add(FLAT), "it earned less, but chance explains that");
        assertEquals(300, course.best().steps());

        assertFalse(add(SURELY_LESS));
        assertEquals(300, course.best().steps());
    }

    @Test
    void shouldCompareWithTheHighestAndNotWithTheOneThatIsChosen() {
        assertTrue(add(SURELY_MORE));
        assertFalse(add(FLAT), "surely less than the highest");
        assertFalse(add(FLAT));
        assertEquals(100, course.best().steps());
        assertTrue(add(SURELY_MORE), "equal to the highest, and later");
        assertEquals(400, course.best().steps());
    }

    /** A chosen policy that is not the highest does not count as a better one. */
    @Test
    void shouldEndAfterSoManyValidationsWithoutAHigherOne() {
        add(LUCKY);
        add(FLAT);
        add(FLAT);
        assertFalse(course.isStuck());
        assertTrue(add(FLAT));
        assertTrue(course.isStuck());
    }
}
