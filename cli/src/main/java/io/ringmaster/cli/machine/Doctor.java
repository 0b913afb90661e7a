package io.ringmaster.cli.machine;

import java.util.ArrayList;
import java.util.List;

/** Examines a machine for one use. It only reads. */
public final class Doctor {

    private Doctor() {
    }

    /** Every check, in an order for people. */
    public static List<Check> examine(final MachineFiles files, final Patient patient) {
        final List<Check> checks = new ArrayList<>(new SystemChecks(files, patient).run());
        checks.addAll(new CoreChecks(files, patient).run());
        checks.addAll(new JournalChecks(files, patient).run());
        checks.addAll(new SafetyChecks(files, patient).run());
        return checks;
    }
}
