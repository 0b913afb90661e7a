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

/** Who may know whom: the arrows of the architecture. The poms say the same of modules, these say it of packages, with the reason. */
final class ModuleFences {

    private static final String ALL = "io.ringmaster..";
    private static final List<String> SCHEMAS = List.of("io.ringmaster.schema..", "io.ringmaster.units..", "io.ringmaster.config..");
    private static final String JOURNAL = "io.ringmaster.journal..";
    private static final String STRATEGIES = "io.ringmaster.strategies..";
    private static final String INFERENCE = "io.ringmaster.inference..";
    private static final String PIPELINE = "io.ringmaster.pipeline..";
    /** What of the pipeline an adapter may see: its ports, the market as everybody sees it, and the way from a feed's rows to events. */
    private static final String[] PORTS = {"io.ringmaster.pipeline.port..", "io.ringmaster.pipeline.market..", "io.ringmaster.pipeline.feed.."};
    private static final String EXCHANGE = "io.ringmaster.exchange..";
    private static final String LAB = "io.ringmaster.lab..";
    private static final String SIGNALS = "io.ringmaster.signals..";
    private static final String GATEWAY = "io.ringmaster.gateway..";
    private static final String CLI = "io.ringmaster.cli..";

    private ModuleFences() {
    }

    /** Every module, its packages and what it may know beside itself. */
    static List<ArchRule> arrows() {
        return List.of(
            arrow("sbe-schemas", SCHEMAS, List.of(),
                "it is the contract of all messages: whoever reads a journal needs it, so it needs nobody"),
            arrow("journal", List.of(JOURNAL), SCHEMAS,
                "it keeps bytes in order and must be readable without the program that wrote them"),
            arrow("strategies", List.of(STRATEGIES), SCHEMAS,
                "a strategy is a function of bars: it knows neither who asks it nor what becomes of its answer"),
            arrow("inference", List.of(INFERENCE), SCHEMAS,
                "a policy sees recommendations and an observation, whoever made them"),
            arrow("pipeline", List.of(PIPELINE), with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE),
                "it runs the same behind a simulated venue, a real one and a replay, so it knows none of them but its ports"),
            arrow("exchange-sim", List.of(EXCHANGE), with(SCHEMAS, PORTS),
                "a venue takes orders and reports fills, and must not look into who sends them"),
            arrow("signals", List.of(SIGNALS), with(SCHEMAS, PORTS),
                "an outside signal becomes an event: the module knows where to put it and nothing of what it causes"),
            arrow("gateway-kraken", List.of(GATEWAY), with(SCHEMAS, PORTS),
                "a venue's protocol ends here: the engine behind the ports must not shape it, and it must not shape the engine"),
            arrow("lab", List.of(LAB), with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE, PIPELINE, EXCHANGE),
                "research runs the one pipeline there is"));
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

    /** A package nobody thought of is in no fence. */
    static ArchRule everyClassBelongsToAModule() {
        return classes().that().resideInAPackage(ALL)
            .should().resideInAnyPackage(
                with(SCHEMAS, JOURNAL, STRATEGIES, INFERENCE, PIPELINE, EXCHANGE, LAB, SIGNALS, GATEWAY, CLI).toArray(String[]::new))
            .because("a class in another package would be inside no fence: give its module a line in ModuleFences");
    }

    static ArchRule nobodyKnowsCli() {
        return noClasses().that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat().resideInAPackage(CLI)
            .because("cli is the composition root: what depends on it cannot be used without it");
    }

    static ArchRule onlyJournalKnowsChronicle() {
        return noClasses().that().resideOutsideOfPackage(JOURNAL)
            .should().dependOnClassesThat(resideInAPackage("net.openhft.."))
            .because("Chronicle's types behind one small interface can be guarded there, and replaced");
    }

    static ArchRule onlyWiringKnowsDisruptor() {
        return noClasses()
            .that().resideOutsideOfPackages(
                "io.ringmaster.pipeline.topology..", "io.ringmaster.pipeline.handler..", "io.ringmaster.pipeline.engine..",
                "io.ringmaster.pipeline.replay..")
            .should().dependOnClassesThat(resideInAPackage("com.lmax.disruptor.."))
            .because("everything else is a plain object, which runs the same on one thread and on ten")
            .allowEmptyShould(true);
    }

    static ArchRule onlyCliKnowsPicocli() {
        return noClasses().that().resideOutsideOfPackage(CLI)
            .should().dependOnClassesThat(resideInAPackage("picocli.."))
            .because("only a command has arguments; the rest has constructors");
    }

    static ArchRule onlyTheGatewayKnowsXChange() {
        return noClasses().that().resideOutsideOfPackage("io.ringmaster.gateway.client..")
            .should().dependOnClassesThat(resideInAnyPackage("org.knowm.xchange..", "si.mazi.rescu.."))
            .because("the library, like the protocol it speaks, is to be replaced without anybody noticing")
            .allowEmptyShould(true);
    }

    static ArchRule onlySocketsKnowNetty() {
        return noClasses().that().resideOutsideOfPackages("io.ringmaster.gateway.client..", "io.ringmaster.exchange.server..")
            .should().dependOnClassesThat(resideInAPackage("io.netty.."))
            .because("what is said over a socket is decided by plain objects, which a test can drive in virtual time")
            .allowEmptyShould(true);
    }

    static ArchRule secretsStayAtTheGateway() {
        return noClasses().that().resideOutsideOfPackages(GATEWAY, CLI)
            .should().dependOnClassesThat().areAssignableTo(Secret.class)
            .because("a secret goes from where it is kept to the venue; whoever else held one could write it down");
    }

    static ArchRule nobodyDecidesWhomToTrust() {
        return noClasses()
            .should().dependOnClassesThat().areAssignableTo(TrustManager.class)
            .orShould().dependOnClassesThat().areAssignableTo(HostnameVerifier.class)
            .because("the JDK verifies a venue's certificate, and nothing here can switch that off")
            .allowEmptyShould(true);
    }

    static ArchRule noPackageCircles() {
        return slices().matching("io.ringmaster.(**)").should().beFreeOfCycles()
            .because("packages in a circle are one package: a reader has to know all of them to understand any");
    }

    static ArchRule coreKnowsNoInfrastructure() {
        return noClasses().that().resideInAnyPackage("io.ringmaster.pipeline.core..", "io.ringmaster.pipeline.market..")
            .should().dependOnClassesThat(
                resideInAnyPackage("com.lmax..", "net.openhft..", JOURNAL, "io.ringmaster.pipeline.topology..",
                    "io.ringmaster.pipeline.handler..", "io.ringmaster.pipeline.engine..", "io.ringmaster.pipeline.replay..")
                    .or(DeterminismFences.OUTSIDE_WORLD))
            .because("the core is a function of configuration, seed and journaled inputs; handlers and adapters bring it those")
            .allowEmptyShould(true);
    }
}
