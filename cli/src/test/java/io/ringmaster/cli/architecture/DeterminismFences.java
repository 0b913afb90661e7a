package io.ringmaster.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Code whose results must be the same at any time and on any machine must not use clocks, randomness or input and output. */
final class DeterminismFences {

    private static final String[] DETERMINISTIC = {
        "io.ringmaster.pipeline.core..", "io.ringmaster.pipeline.market..", "io.ringmaster.strategies..", "io.ringmaster.inference..",
        "io.ringmaster.exchange..", "io.ringmaster.units..", "io.ringmaster.gateway.session.."};
    /** The part of the simulated venue that uses sockets and wall time. */
    private static final String SERVER = "io.ringmaster.exchange.server..";

    /** Types without behaviour: marker types of serialisation, and units of time. */
    private static final Set<String> HARMLESS =
        Set.of("java.io.Serializable", "java.io.Serial", "java.util.concurrent.TimeUnit");
    private static final Set<String> THREADS =
        Set.of("java.lang.Thread", "java.lang.ThreadGroup", "java.lang.ThreadLocal", "java.lang.Process", "java.lang.ProcessBuilder",
            "java.util.Timer", "java.util.TimerTask");

    /** Files, sockets, threads. */
    static final DescribedPredicate<JavaClass> OUTSIDE_WORLD = resideInAnyPackage(
        "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..")
        .and(DescribedPredicate.not(DescribedPredicate.describe("are harmless", type -> HARMLESS.contains(type.getName()))))
        .or(DescribedPredicate.describe("are threads", type -> THREADS.contains(type.getName())))
        .as("are files, sockets or threads");

    private DeterminismFences() {
    }

    static List<ArchRule> all() {
        return List.of(noClock(), noChance(), noHashOrder(), noParallelStreams(), noMachine(), noOutsideWorld());
    }

    static ArchRule noClock() {
        return deterministic("read a clock", "time comes with the event; a clock would give another result in the replay",
            List.of(
                Access.to("java.lang.System", "nanoTime", "currentTimeMillis"),
                Access.toAnyIn("java.time", "now"),
                Access.to("java.time.Clock", "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis", "tickSeconds", "tickMinutes"),
                Access.toEmptyConstructorOf("java.util.Date"),
                Access.to("java.util.Calendar", "getInstance"),
                Access.toAnythingOf("org.agrona.concurrent.SystemEpochClock"),
                Access.toAnythingOf("org.agrona.concurrent.SystemEpochMicroClock"),
                Access.toAnythingOf("org.agrona.concurrent.SystemEpochNanoClock"),
                Access.toAnythingOf("org.agrona.concurrent.OffsetEpochNanoClock"),
                Access.toAnythingOf("org.agrona.concurrent.SystemNanoClock"),
                Access.toAnythingOf("org.agrona.concurrent.HighResolutionClock")));
    }

    static ArchRule noChance() {
        return deterministic("draw without a seed", "random numbers come from a seed in the configuration, otherwise two runs differ",
            List.of(
                Access.to("java.lang.Math", "random"),
                Access.to("java.lang.StrictMath", "random"),
                Access.toEmptyConstructorOf("java.util.Random"),
                Access.toEmptyConstructorOf("java.util.SplittableRandom"),
                Access.toAnythingOf("java.util.concurrent.ThreadLocalRandom"),
                Access.toAnythingOf("java.security.SecureRandom"),
                Access.to("java.util.random.RandomGenerator", "getDefault", "of"),
                Access.to("java.util.random.RandomGeneratorFactory", "create", count -> count == 0),
                Access.to("java.util.Collections", "shuffle", count -> count == 1),
                Access.to("java.util.UUID", "randomUUID"),
                Access.to("java.lang.System", "identityHashCode")));
    }

    static ArchRule noHashOrder() {
        return deterministic("make a collection whose order is the order of hashes",
            "its iteration order may change with the JVM or with every start (Map.of and Set.of are salted): take LinkedHashMap, TreeMap, "
                + "an EnumMap, a List or Agrona's maps by primitive key",
            List.of(
                Access.toConstructorOf("java.util.HashMap"),
                Access.toConstructorOf("java.util.HashSet"),
                Access.toConstructorOf("java.util.IdentityHashMap"),
                Access.toConstructorOf("java.util.WeakHashMap"),
                Access.toConstructorOf("java.util.Hashtable"),
                Access.to("java.util.HashMap", "newHashMap"),
                Access.to("java.util.HashSet", "newHashSet"),
                Access.to("java.util.Map", "of", count -> count > 2),           // With one entry, order does not matter.
                Access.to("java.util.Map", "ofEntries", "copyOf"),
                Access.to("java.util.Set", "of", count -> count > 1),
                Access.to("java.util.Set", "copyOf"),
                Access.to("java.util.stream.Collectors", "toSet", "toUnmodifiableSet", "toUnmodifiableMap"),
                Access.to("java.util.stream.Collectors", "toMap", count -> count < 4),
                Access.to("java.util.stream.Collectors", "groupingBy", count -> count < 3),
                Access.to("java.util.stream.Collectors", "partitioningBy")));
    }

    static ArchRule noParallelStreams() {
        return deterministic("work in parallel", "sums of doubles depend on the order of the threads",
            List.of(
                Access.to("java.util.Collection", "parallelStream"),
                Access.to("java.util.List", "parallelStream"),
                Access.toAnyIn("java.util.stream", "parallel"),
                Access.to("java.util.Arrays", "parallelPrefix", "parallelSetAll", "parallelSort")));
    }

    static ArchRule noMachine() {
        return deterministic("ask about the machine", "the result must not depend on the machine; pass the value as a parameter",
            List.of(
                Access.to("java.lang.System", "getenv", "getProperty", "getProperties", "lineSeparator"),
                Access.toAnythingOf("java.lang.Runtime"),
                Access.to("java.lang.Integer", "getInteger"),
                Access.to("java.lang.Long", "getLong"),
                Access.to("java.lang.Boolean", "getBoolean"),
                Access.to("java.util.Locale", "getDefault"),
                Access.to("java.time.ZoneId", "systemDefault")));
    }

    static ArchRule noOutsideWorld() {
        return noClasses().that().resideInAnyPackage(DETERMINISTIC).and().resideOutsideOfPackage(SERVER)
            .should().dependOnClassesThat(OUTSIDE_WORLD)
            .because("data from outside must be an event in the journal, otherwise it cannot be replayed")
            .allowEmptyShould(true);
    }

    private static ArchRule deterministic(
        final String what, final String reason, final List<DescribedPredicate<JavaAccess<?>>> forbidden) {
        final DescribedPredicate<JavaAccess<?>> any = forbidden.stream()
            .reduce((a, b) -> a.or(b))
            .orElseThrow()
            .as(what);
        return noClasses().that().resideInAnyPackage(DETERMINISTIC).and().resideOutsideOfPackage(SERVER)
            .should().accessTargetWhere(any)
            .as("deterministic code should not " + what)
            .because(reason)
            .allowEmptyShould(true);
    }
}
