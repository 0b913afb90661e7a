package io.ringmaster.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that accepts everything looks like a rule that all code follows. So this test checks each rule with a class that breaks it and, for subtle
 * rules, with a class that does not. The classes are compiled from text, so that they can be in packages of other modules.
 */
public class FenceCatchesTest {

    /** Package and members of every case; they are compiled and read together: most of the work is what they refer to. */
    private static final List<String> CASES =
        Stream.concat(bad(), good()).map(Arguments::get).map(each -> each[1] + "\n" + each[2]).distinct().toList();

    private static JavaClasses classes;

    @TempDir
    private Path directory;

    @BeforeAll
    static void compileTheCases(@TempDir final Path folder) throws IOException {
        final List<Path> files = new ArrayList<>();
        for (final String each : CASES) {
            final String[] parts = each.split("\n", 2);
            final String name = nameOf(parts[0], parts[1]);
            files.add(Files.writeString(
                folder.resolve(name + ".java"), "package " + parts[0] + ";\npublic class " + name + " { " + parts[1] + " }\n"));
        }
        compile(folder, files);
        classes = new ClassFileImporter().importPath(folder);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
            arrow(0, "io.ringmaster.units", "io.ringmaster.journal.JournalReader x;"),
            arrow(1, "io.ringmaster.journal", "io.ringmaster.inference.Target x;"),
            arrow(2, "io.ringmaster.strategies", "io.ringmaster.inference.Target x;"),
            arrow(3, "io.ringmaster.inference", "io.ringmaster.pipeline.port.InputSink x;"),
            arrow(4, "io.ringmaster.pipeline.port", "io.ringmaster.cli.architecture.FenceCatchesTest.ForOthers x;"),
            arrow(5, "io.ringmaster.exchange", "io.ringmaster.inference.Target x;"),
            arrow(6, "io.ringmaster.signals", "io.ringmaster.inference.Target x;"),
            arrow(7, "io.ringmaster.gateway", "io.ringmaster.inference.Target x;"),
            arrow(5, "io.ringmaster.exchange", "io.ringmaster.pipeline.engine.Engine x;"),
            arrow(6, "io.ringmaster.signals", "io.ringmaster.pipeline.engine.EngineStatus x;"),
            arrow(7, "io.ringmaster.gateway", "io.ringmaster.pipeline.core.order.Order x;"),
            arrow(8, "io.ringmaster.lab", "io.ringmaster.cli.architecture.FenceCatchesTest.ForOthers x;"),
            arrow(9, "io.ringmaster.monitor.model", "io.ringmaster.pipeline.engine.EngineStatus x;"),
            arrow(9, "io.ringmaster.monitor.window", "io.ringmaster.strategies.Strategy x;"),
            bad(ModuleFences.onlyTheMonitorKnowsJavaFx(), "io.ringmaster.cli.command", "javafx.scene.Node x;"),
            bad(ModuleFences.modelOfTheMonitorKnowsNoWindow(), "io.ringmaster.monitor.model", "javafx.beans.property.LongProperty x;"),
            bad(ModuleFences.modelOfTheMonitorKnowsNoWindow(), "io.ringmaster.monitor.model", "io.ringmaster.monitor.view.kit.Ink x;"),
            bad(ModuleFences.everyClassBelongsToAModule(), "io.ringmaster.stray", ""),
            bad(ModuleFences.noModuleKnowsCli(), "io.ringmaster.lab", "io.ringmaster.cli.architecture.FenceCatchesTest.ForOthers x;"),
            bad(ModuleFences.onlyJournalKnowsChronicle(), "io.ringmaster.pipeline.replay", "net.openhft.chronicle.queue.ChronicleQueue x;"),
            bad(ModuleFences.onlyTopologyBindsThreads(), "io.ringmaster.journal", "net.openhft.affinity.AffinityLock x;"),
            bad(ModuleFences.onlyWiringKnowsDisruptor(), "io.ringmaster.pipeline.core", "com.lmax.disruptor.RingBuffer<String> x;"),
            bad(ModuleFences.onlyCliKnowsPicocli(), "io.ringmaster.lab", "picocli.CommandLine x;"),
            bad(ModuleFences.onlyMetricsKnowPrometheus(), "io.ringmaster.pipeline.handler", "io.prometheus.metrics.model.registry.PrometheusRegistry x;"),
            bad(ModuleFences.secretsStayAtTheGateway(), "io.ringmaster.pipeline.port", "io.ringmaster.gateway.Secret x;"),
            bad(ModuleFences.noOwnTrustDecisions(), "io.ringmaster.gateway", "javax.net.ssl.X509TrustManager x;"),
            bad(ModuleFences.noOwnTrustDecisions(), "io.ringmaster.signals", "javax.net.ssl.HostnameVerifier x = (host, session) -> true;"),
            core("com.lmax.disruptor.EventHandler<String> x;"),
            core("io.ringmaster.pipeline.handler.EventSlot x;"),
            core("java.nio.file.Path x;"),
            core("java.net.Socket x;"),
            core("Thread x;"),
            core("java.util.concurrent.locks.ReentrantLock x;"),
            bad(DeterminismFences.noClock(), "io.ringmaster.strategies", "java.util.function.LongSupplier x = System::nanoTime;"),
            bad(DeterminismFences.noClock(), "io.ringmaster.units", "long x() { return System.currentTimeMillis(); }"),
            bad(ModuleFences.onlyTheGatewayKnowsXChange(), "io.ringmaster.gateway.session", "org.knowm.xchange.Exchange x;"),
            bad(ModuleFences.onlySocketsKnowNetty(), "io.ringmaster.exchange.wire", "io.netty.channel.Channel x;"),
            bad(ModuleFences.onlyOneEngineKnowsOnnxRuntime(), "io.ringmaster.inference.model.exact", "ai.onnxruntime.OrtSession x;"),
            bad(ModuleFences.onlyTheReaderKnowsProtobuf(), "io.ringmaster.inference.model.exact", "ai.onnx.proto.OnnxMl.ModelProto x;"),
            bad(ModuleFences.onlyTheReaderKnowsProtobuf(), "io.ringmaster.pipeline.core", "com.google.protobuf.ByteString x;"),
            bad(DeterminismFences.noClock(), "io.ringmaster.gateway.session", "long x = System.currentTimeMillis();"),
            bad(DeterminismFences.noClock(), "io.ringmaster.exchange", "Object x = java.time.Instant.now();"),
            bad(DeterminismFences.noClock(), "io.ringmaster.inference", "java.util.function.Supplier<?> x = java.time.LocalDate::now;"),
            bad(DeterminismFences.noClock(), "io.ringmaster.pipeline.core.risk", "Object x = java.time.Clock.systemUTC();"),
            bad(DeterminismFences.noClock(), "io.ringmaster.strategies", "Object x = new java.util.Date();"),
            bad(DeterminismFences.noClock(), "io.ringmaster.strategies", "Object x = new org.agrona.concurrent.SystemEpochNanoClock();"),
            bad(DeterminismFences.noChance(), "io.ringmaster.strategies", "java.util.function.DoubleSupplier x = Math::random;"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = new java.util.Random();"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "java.util.function.Supplier<?> x = java.util.Random::new;"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = new java.util.SplittableRandom();"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = java.util.concurrent.ThreadLocalRandom.current();"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = new java.security.SecureRandom();"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "java.util.function.Supplier<?> x = java.util.UUID::randomUUID;"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies", "Object x = new java.util.HashMap<String, String>();"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies", "Object x = new java.util.HashSet<String>(4);"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies",
                "java.util.function.Supplier<?> x = java.util.IdentityHashMap<String, String>::new;"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies", "Object x = java.util.Map.of(1, 2, 3, 4);"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies",
                "Object x(java.util.stream.Stream<String> y) { return y.collect(java.util.stream.Collectors.toSet()); }"),
            bad(DeterminismFences.noParallelStreams(), "io.ringmaster.strategies",
                "Object x(java.util.List<String> y) { return y.parallelStream(); }"),
            bad(DeterminismFences.noParallelStreams(), "io.ringmaster.strategies",
                "Object x(java.util.stream.DoubleStream y) { return y.parallel(); }"),
            bad(DeterminismFences.noMachine(), "io.ringmaster.strategies", "String x = System.getenv(\"HOME\");"),
            bad(DeterminismFences.noMachine(), "io.ringmaster.strategies", "int x = Runtime.getRuntime().availableProcessors();"),
            bad(DeterminismFences.noOutsideWorld(), "io.ringmaster.exchange", "java.util.concurrent.ExecutorService x;"),
            bad(DeterminismFences.noOutsideWorld(), "io.ringmaster.inference", "java.io.InputStream x;"),
            bad(DeterminismFences.noOutsideWorld(), "io.ringmaster.strategies", "void x() { System.out.println(); }"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.pipeline.core.order", "double limitPrice;"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.exchange", "float[] fees;"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.lab", "record Fill(long id, double qty) { }"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.pipeline.core.order", "void x(long a, double b, double realisedPnl) { }"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.pipeline.core.order", "static void x(double notional) { }"),
            bad(TestFences.noSleeping(), "io.ringmaster.lab", "void x() throws Exception { Thread.sleep(1); }"),
            bad(TestFences.noSleeping(), "io.ringmaster.lab",
                "interface S { void s(long t) throws Exception; } S x = java.util.concurrent.TimeUnit.SECONDS::sleep;"));
    }

    static Stream<Arguments> good() {
        return Stream.of(
            bad(DeterminismFences.noClock(), "io.ringmaster.pipeline.engine", "long x = System.nanoTime();"),
            bad(DeterminismFences.noClock(), "io.ringmaster.exchange.server", "long x = System.nanoTime();"),
            bad(ModuleFences.onlySocketsKnowNetty(), "io.ringmaster.exchange.server", "io.netty.channel.Channel x;"),
            bad(DeterminismFences.noClock(), "io.ringmaster.strategies", "Object x = java.time.Instant.ofEpochMilli(1);"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = new java.util.SplittableRandom(71);"),
            bad(DeterminismFences.noChance(), "io.ringmaster.exchange", "Object x = new java.util.Random(71);"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies", "Object x = new java.util.LinkedHashMap<String, String>();"),
            bad(DeterminismFences.noHashOrder(), "io.ringmaster.strategies", "Object x = java.util.Map.of();"),
            bad(DeterminismFences.noOutsideWorld(), "io.ringmaster.exchange", "java.io.Serializable x;"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.strategies.indicator", "double price; void x(double price) { }"),
            bad(MoneyFences.noFloatingMoney(), "io.ringmaster.lab", "double feedLag; long priceE8; void x(long price) { double qty = 1; }"),
            bad(ModuleFences.onlyTopologyBindsThreads(), "io.ringmaster.pipeline.topology", "net.openhft.affinity.AffinityLock x;"),
            bad(ModuleFences.onlyWiringKnowsDisruptor(), "io.ringmaster.pipeline.topology", "com.lmax.disruptor.RingBuffer<String> x;"),
            bad(ModuleFences.arrows().get(7), "io.ringmaster.lab", "io.ringmaster.inference.Target x;"));
    }

    private static Arguments arrow(final int index, final String packageName, final String members) {
        return bad(ModuleFences.arrows().get(index), packageName, members);
    }

    private static Arguments core(final String members) {
        return bad(ModuleFences.coreKnowsNoInfrastructure(), "io.ringmaster.pipeline.core.risk", members);
    }

    private static Arguments bad(final ArchRule fence, final String packageName, final String members) {
        return Arguments.of(fence, packageName, members);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldCatchAClassThatBreaksTheFence(final ArchRule fence, final String packageName, final String members) {
        final EvaluationResult result = fence.evaluate(compiled(packageName, members));

        assertTrue(result.hasViolation(), fence.getDescription() + "\nlets through: " + members);
        assertTrue(result.getFailureReport().toString().contains(", because "), "the report must say why: " + result.getFailureReport());
    }

    @ParameterizedTest
    @MethodSource("good")
    void shouldLetThroughAClassThatKeepsInsideIt(final ArchRule fence, final String packageName, final String members) {
        final EvaluationResult result = fence.evaluate(compiled(packageName, members));

        assertFalse(result.hasViolation(), () -> result.getFailureReport().toString());
    }

    @Test
    void shouldCatchTwoPackagesThatKnowEachOther() throws IOException {
        final Path one = Files.writeString(
            directory.resolve("One.java"), "package io.ringmaster.lab.one;\npublic class One { io.ringmaster.lab.other.Other x; }\n");
        final Path other = Files.writeString(
            directory.resolve("Other.java"), "package io.ringmaster.lab.other;\npublic class Other { io.ringmaster.lab.one.One x; }\n");
        compile(directory, List.of(one, other));

        final EvaluationResult result = ModuleFences.noPackageCircles().evaluate(new ClassFileImporter().importPath(directory));

        assertTrue(result.hasViolation(), "a circle of two packages passes");
    }

    private static String nameOf(final String packageName, final String members) {
        return "Case" + CASES.indexOf(packageName + "\n" + members);
    }

    /** The class of one case, with the classes in it. */
    private static JavaClasses compiled(final String packageName, final String members) {
        final String name = packageName + "." + nameOf(packageName, members);
        return classes.that(DescribedPredicate.describe(name, type -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
    }

    private static void compile(final Path into, final List<Path> sources) {
        final List<String> arguments = new ArrayList<>(
            List.of("-g", "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", into.toString()));
        sources.stream().map(Path::toString).forEach(arguments::add);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
    }

    /** A class of cli that classes in other packages can name. */
    public static final class ForOthers {

        private ForOthers() {
        }
    }
}
