package io.ringmaster.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static JavaClasses program;

    @BeforeAll
    static void readTheProgram() {
        program = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.ringmaster");
    }

    static Stream<ArchRule> fences() {
        return Stream.of(
            ModuleFences.arrows().stream(),
            Stream.of(
                ModuleFences.everyClassBelongsToAModule(),
                ModuleFences.noPackageCircles(),
                ModuleFences.noModuleKnowsCli(),
                ModuleFences.onlyJournalKnowsChronicle(),
                ModuleFences.onlyTopologyBindsThreads(),
                ModuleFences.onlyWiringKnowsDisruptor(),
                ModuleFences.onlyCliKnowsPicocli(),
                ModuleFences.onlyMetricsKnowPrometheus(),
                ModuleFences.onlyTheGatewayKnowsXChange(),
                ModuleFences.onlySocketsKnowNetty(),
                ModuleFences.onlyOneEngineKnowsOnnxRuntime(),
                ModuleFences.onlyTheReaderKnowsProtobuf(),
                ModuleFences.onlyTheMonitorKnowsJavaFx(),
                ModuleFences.modelOfTheMonitorKnowsNoWindow(),
                ModuleFences.secretsStayAtTheGateway(),
                ModuleFences.noOwnTrustDecisions(),
                ModuleFences.coreKnowsNoInfrastructure(),
                MoneyFences.noFloatingMoney()),
            DeterminismFences.all().stream()).flatMap(fences -> fences);
    }

    @ParameterizedTest
    @MethodSource("fences")
    void shouldStayInsideTheFence(final ArchRule fence) {
        fence.check(program);
    }

    /** If the import finds no classes, every fence passes. */
    @Test
    void shouldSeeEveryModule() {
        final List<String> modules =
            List.of(
                "units", "schema", "config", "journal", "strategies", "inference", "pipeline", "exchange", "lab", "signals", "gateway", "monitor", "cli");
        for (final String module : modules) {
            final String packageName = "io.ringmaster." + module;
            assertTrue(
                program.stream().anyMatch(type -> (type.getPackageName() + ".").startsWith(packageName + ".")),
                "no class of " + packageName + " was found");
        }
    }

    @Test
    void shouldUseOnlyModulesOfTheJdkThatTheImageHolds() throws IOException {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final Matcher modules = Pattern.compile("--add-modules \\\\\n(\\S+)").matcher(Files.readString(root.resolve("scripts/deploy/Dockerfile")));
        assertTrue(modules.find());
        final Set<String> used = new TreeSet<>();
        program.forEach(type -> type.getDirectDependenciesFromSelf().forEach(
            dependency -> used.add(dependency.getTargetClass().getBaseComponentType().getPackageName())));
        final Set<String> needed = ModuleLayer.boot().modules().stream()
            .filter(module -> module.getPackages().stream().anyMatch(used::contains)).map(Module::getName).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(needed.contains("jdk.httpserver"), needed::toString);
        needed.removeAll(Set.of(modules.group(1).split(",")));
        assertEquals(Set.of(), needed, "scripts/deploy/Dockerfile makes a runtime without these modules");
    }

    @Test
    void shouldNotSleepInAnyTest() throws IOException {
        final List<Path> tests = testClasses();
        // The rule asks for names only, so that nothing the tests refer to has to be read.
        TestFences.noSleeping().check(ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPaths(tests);
        }));
    }

    /** The test classes of every module that is built here. */
    private static List<Path> testClasses() throws IOException {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        try (Stream<Path> modules = Files.list(root)) {
            final List<Path> found =
                modules.map(module -> module.resolve("target").resolve("test-classes")).filter(Files::isDirectory).sorted().toList();
            assertTrue(found.contains(root.resolve("cli/target/test-classes")), "the tests of cli were not found in " + root);
            return found;
        }
    }
}
