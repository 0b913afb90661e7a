package io.ringmaster.cli.command;

import io.ringmaster.cli.settings.Settings;
import io.ringmaster.config.InvalidInputException;
import io.ringmaster.lab.evaluation.Division;
import io.ringmaster.lab.split.Gap;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How the time of an evaluation is divided. */
final class DivisionOptions {

    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int USUAL_PARTS = 4;
    private static final int MOST_PARTS = 100;
    private static final int MOST_CHOICES = 1_000;
    private static final int MOST_GROUPS = 20;
    private static final int GIVEN_BY_WARM_UP = -1;

    @Option(names = "--walk-forward", paramLabel = "N",
        description = "divide the time into N parts; a model is trained on all that lies before each (default: " + USUAL_PARTS + ", without --cpcv)")
    private int parts;

    @Option(names = "--cpcv", split = ",", paramLabel = "GROUPS,TESTED",
        description = "combinatorial purged cross-validation: cut the time into groups, and test every choice of TESTED of them, such as 6,2")
    private List<Integer> groups = List.of();

    @Option(names = "--purge", paramLabel = "DAYS", defaultValue = "-1",
        description = "days on both sides of a test that do not train (default: the warm-up in whole days)")
    private int purge;

    @Option(names = "--embargo", paramLabel = "DAYS", defaultValue = "1",
        description = "further days after a test that do not train (default: ${DEFAULT-VALUE})")
    private int embargo;

    /** Checks what was asked for, before anything runs. */
    void check(final Settings settings) {
        given(settings);
    }

    /** All that were asked for; the usual one if none was, and the days suffice for it. */
    List<Division> all(final Settings settings, final int days) {
        final List<Division> all = given(settings);
        if (all.isEmpty() && days >= USUAL_PARTS) {
            all.add(Division.walkForward(USUAL_PARTS, gap(settings)));
        }
        return all;
    }

    /** The one for trainings. */
    Division one(final Settings settings) {
        final List<Division> given = given(settings);
        if (given.size() > 1) {
            throw new InvalidInputException("--train takes --walk-forward or --cpcv, not both: each trains anew. Leave out one of them.");
        }
        return given.isEmpty() ? Division.walkForward(USUAL_PARTS, gap(settings)) : given.getFirst();
    }

    private List<Division> given(final Settings settings) {
        final List<Division> given = new ArrayList<>();
        if (parts != 0) {
            if (parts < 1 || parts > MOST_PARTS) {
                throw new InvalidInputException("--walk-forward " + parts + ": give 1 to " + MOST_PARTS + " parts.");
            }
            given.add(Division.walkForward(parts, gap(settings)));
        }
        if (!groups.isEmpty()) {
            if (groups.size() != 2 || groups.getFirst() < 2 || groups.getFirst() > MOST_GROUPS || groups.getLast() < 1
                || groups.getLast() >= groups.getFirst()) {
                throw new InvalidInputException(
                    "--cpcv: give the number of groups, 2 to " + MOST_GROUPS + ", and how many of them are tested at a time, such as 6,2.");
            }
            final long choices = choices(groups.getFirst(), groups.getLast());
            if (choices > MOST_CHOICES) {
                throw new InvalidInputException("--cpcv " + groups.getFirst() + "," + groups.getLast() + " has " + choices + " choices of tested groups, more than "
                    + MOST_CHOICES + ". Give fewer groups.");
            }
            given.add(Division.crossValidation(groups.getFirst(), groups.getLast(), gap(settings)));
        }
        return given;
    }

    /** In how many ways so many of the groups can be tested. */
    private static long choices(final int groups, final int tested) {
        long choices = 1;
        for (int i = 1; i <= tested; i++) {
            choices = choices * (groups - tested + i) / i;
        }
        return choices;
    }

    private Gap gap(final Settings settings) {
        if (purge < GIVEN_BY_WARM_UP || embargo < 0) {
            throw new InvalidInputException("--purge and --embargo: give days, 0 or more.");
        }
        return new Gap(purge == GIVEN_BY_WARM_UP ? (int) Math.ceilDiv(settings.session().warmupNs(), DAY_NS) : purge, embargo);
    }
}
