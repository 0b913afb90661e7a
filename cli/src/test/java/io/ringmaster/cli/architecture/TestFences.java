package io.ringmaster.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/** Rules for the tests themselves. */
final class TestFences {

    private TestFences() {
    }

    static ArchRule noSleeping() {
        return noClasses()
            .should().accessTargetWhere(Access.to("java.lang.Thread", "sleep").or(Access.to("java.util.concurrent.TimeUnit", "sleep")))
            .as("tests should not sleep")
            .because("a sleep is too short on a busy machine and too long on any other: wait for the expected event, with a time limit");
    }
}
