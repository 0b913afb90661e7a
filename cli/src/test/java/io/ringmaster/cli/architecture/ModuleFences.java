package io.ringmaster.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import io.ringmaster.gateway.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.TrustManager;

/** The allowed dependencies of the architecture. The poms restrict modules; these rules restrict packages, each with its reason. */
final class ModuleFences {

    private static final String ALL = "io.ringmaster..";
    private static final List<String> SCHEMAS = List.of("io.ringmaster.schema..", "io.ringmaster.units..", "io.ringmaster.config..");
    private static final String JOURNAL = "io.ringmaster.journal..";
    private static final String STRATEGIES = "io.ringmaster.strategies..";
    private static final String INFERENCE = "io.ringmaster.inference..";
    private static final String PIPELINE = "io.ringmaster.pipeline..";
    /** The packages of the pipeline that an adapter may use: ports, the public market, and the encoding of a feed's rows as events. */
    private static final String[] PORTS = {"io.ringmaster.pipeline.port..", "io.ringmaster.pipeline.market..", "io.ringmaster.pipeline.feed.."};
    private static final String EXCHANGE = "io.ringmaster.exchange..";
    private static final String LAB = "io.ringmaster.lab..";
    private static final String SIGNALS = "io.ringmaster.signals..";
    private static final String GATEWAY = "io.ringmaster.gateway..";
    private static final String MONITOR = "io.ringmaster.monitor..";
    private static final String CLI = "io.ringmaster.cli..";

    private static final String AFFINITY = "net.openhft.affinity..";
    private static final String[] JAVA_FX = {"javafx..", "com.sun.javafx..", "atlantafx.."};

    private ModuleFences() {
    }

    /** Every module, its packages and the packages it may depend on besides its own. */
    static List<ArchRule> arrows() {
        return List.of(
            arrow("sbe-schemas", SCHEMAS, List.of(),
                "it is the contract of all messages: every reader of a journal needs it, so it must not need another module"),
            arrow("journal", List.of(JOURNAL), SCHEMAS,
                "it stores bytes in order, and they must be readable without the program that wrote them"),
            arrow("strategies", List.of(STRATEGIES), SCHEMAS,
                "a strategy is a function of bars: it depends neither on its caller nor on the use of its result"),
            arrow("inference", List.of(INFERENCE), SCHEMAS,
                "a policy sees recommendations and an observation, and does not depend on their source"),
            arrow("pipeline", List.of(PIPELINE), with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE),
                "it runs the same with a simulated venue, a real one and a replay, so it depends only on its ports"),
            arrow("exchange-sim", List.of(EXCHANGE), with(SCHEMAS, PORTS),
                "a venue receives orders and reports fills, and must not depend on their sender"),
            arrow("signals", List.of(SIGNALS), with(SCHEMAS, PORTS),
                "an outside signal becomes an event: the module publishes it and does not depend on its effects"),
            arrow("gateway-kraken", List.of(GATEWAY), with(SCHEMAS, PORTS),
                "a venue's protocol ends here: protocol and engine meet only at the ports and must not depend on each other"),
            arrow("lab", List.of(LAB), with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE, PIPELINE, EXCHANGE),
                "research runs the same pipeline as trading"),
            arrow("monitor-fx", List.of(MONITOR), with(SCHEMAS, JOURNAL),
                "it shows what was recorded: without a class of the pipeline, it cannot touch trading"));
    }

    private static ArchRule arrow(final String module, final List<String> packages, final List<String> mayKnow, final String reason) {
        final String[] allowed = Stream.concat(packages.stream(), mayKnow.stream()).toArray(String[]::new);
        return classes().that().resideInAnyPackage(packages.toArray(String[]::new))
            .should().onlyDependOnClassesThat(resideOutsideOfPackage(ALL).or(resideInAnyPackage(allowed)))
            .as(module + " should know " + (mayKnow.isEmpty() ? "no other module" : "only " + String.join(", ", mayKnow)))
            .because(reason)
            .allowEmptyShould(true);
    }

    private static List<String> with(final List<String> some, final String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }

    /** Every package must belong to a module, because a package outside all modules has no rules. */
    static ArchRule everyClassBelongsToAModule() {
        return classes().that().resideInAPackage(ALL)
            .should().resideInAnyPackage(
                with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE, PIPELINE, EXCHANGE, LAB, SIGNALS, GATEWAY, MONITOR, CLI).toArray(String[]::new))
            .because("no rule would apply to a class in another package: add its module to ModuleFences");
    }

    static ArchRule noModuleKnowsCli() {
        return noClasses().that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat().resideInAPackage(CLI)
            .because("cli is the composition root: code that depends on it cannot be used without it");
    }

    static ArchRule onlyJournalKnowsChronicle() {
        return noClasses().that().resideOutsideOfPackage(JOURNAL)
            .should().dependOnClassesThat(resideInAPackage("net.openhft..").and(resideOutsideOfPackage(AFFINITY)))
            .because("behind one small interface, Chronicle can be guarded and replaced");
    }

    static ArchRule onlyTopologyBindsThreads() {
        return noClasses().that().resideOutsideOfPackage("io.ringmaster.pipeline.topology..")
            .should().dependOnClassesThat(resideInAPackage(AFFINITY))
            .because("a thread inherits the core of the one that starts it: one class binds threads and releases those that they start")
            .allowEmptyShould(true);
    }

    static ArchRule onlyWiringKnowsDisruptor() {
        return noClasses()
            .that().resideOutsideOfPackages(
                "io.ringmaster.pipeline.topology..", "io.ringmaster.pipeline.handler..", "io.ringmaster.pipeline.engine..",
                "io.ringmaster.pipeline.replay..")
            .should().dependOnClassesThat(resideInAPackage("com.lmax.disruptor.."))
            .because("all other code is plain objects, which run the same on one thread and on ten")
            .allowEmptyShould(true);
    }

    static ArchRule onlyCliKnowsPicocli() {
        return noClasses().that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat(resideInAPackage("picocli.."))
            .because("only commands have arguments; other code has constructors");
    }

    static ArchRule onlyMetricsKnowPrometheus() {
        return noClasses().that().resideOutsideOfPackages("io.ringmaster.cli.metrics..", "io.ringmaster.cli.command..")
            .should().dependOnClassesThat(resideInAPackage("io.prometheus.."))
            .because("metrics are read from the journals by a process of their own: nothing that trades counts for them");
    }

    static ArchRule onlyTheGatewayKnowsXChange() {
        return noClasses().that().resideOutsideOfPackage("io.ringmaster.gateway.client..")
            .should().dependOnClassesThat(resideInAnyPackage("org.knowm.xchange..", "si.mazi.rescu.."))
            .because("the library and its protocol must be replaceable without a change in other code")
            .allowEmptyShould(true);
    }

    static ArchRule onlySocketsKnowNetty() {
        return noClasses().that().resideOutsideOfPackages("io.ringmaster.gateway.client..", "io.ringmaster.exchange.server..")
            .should().dependOnClassesThat(resideInAPackage("io.netty.."))
            .because("plain objects decide which messages a socket sends, so that a test can drive them in virtual time")
            .allowEmptyShould(true);
    }

    static ArchRule onlyOneEngineKnowsOnnxRuntime() {
        return noClasses().that().resideOutsideOfPackage("io.ringmaster.inference.model.runtime..")
            .should().dependOnClassesThat(resideInAPackage("ai.onnxruntime.."))
            .because("a policy must run with either engine, and a session without a model must not load native code");
    }

    static ArchRule onlyTheReaderKnowsProtobuf() {
        return noClasses().that().resideOutsideOfPackage("io.ringmaster.inference.model.onnx..")
            .should().dependOnClassesThat(resideInAnyPackage("ai.onnx.proto..", "com.google.protobuf..", "org.tribuo.."))
            .because("a model is checked once, where its file is read; all other code sees the graph that passed");
    }

    static ArchRule secretsStayAtTheGateway() {
        return noClasses().that().resideOutsideOfPackages(GATEWAY, CLI)
            .should().dependOnClassesThat().areAssignableTo(Secret.class)
            .because("a secret goes from its store to the venue; other code that has it could write it to a file");
    }

    static ArchRule noOwnTrustDecisions() {
        return noClasses()
            .should().dependOnClassesThat().areAssignableTo(TrustManager.class)
            .orShould().dependOnClassesThat().areAssignableTo(HostnameVerifier.class)
            .because("the JDK verifies a venue's certificate, and no code here may disable this")
            .allowEmptyShould(true);
    }

    static ArchRule onlyTheMonitorKnowsJavaFx() {
        return noClasses().that().resideInAPackage(ALL).and().resideOutsideOfPackage(MONITOR)
            .should().dependOnClassesThat(resideInAnyPackage(JAVA_FX))
            .because("a trading process loads no window: only the command 'monitor' starts one, by its own launcher class")
            .allowEmptyShould(true);
    }

    static ArchRule modelOfTheMonitorKnowsNoWindow() {
        return noClasses().that().resideInAPackage("io.ringmaster.monitor.model..")
            .should().dependOnClassesThat(resideInAnyPackage(JAVA_FX).or(resideInAnyPackage("io.ringmaster.monitor.view..", "io.ringmaster.monitor.window..")))
            .because("the fold of a journal is tested without a window and runs beside the thread that draws")
            .allowEmptyShould(true);
    }

    static ArchRule noPackageCircles() {
        return slices().matching("io.ringmaster.(**)").should().beFreeOfCycles()
            .because("packages in a circle are one package: a reader must know all of them to understand one");
    }

    static ArchRule coreKnowsNoInfrastructure() {
        return noClasses().that().resideInAnyPackage("io.ringmaster.pipeline.core..", "io.ringmaster.pipeline.market..")
            .should().dependOnClassesThat(
                resideInAnyPackage("com.lmax..", "net.openhft..", JOURNAL, "io.ringmaster.pipeline.topology..",
                    "io.ringmaster.pipeline.handler..", "io.ringmaster.pipeline.engine..", "io.ringmaster.pipeline.replay..")
                    .or(DeterminismFences.OUTSIDE_WORLD))
            .because("the core is a function of configuration, seed and journaled inputs; handlers and adapters pass these to it")
            .allowEmptyShould(true);
    }
}
