package io.ringmaster.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs and says what it is for, so that none rots. The times of these runs mean nothing. */
class BenchmarksTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern CLASS_COMMENT = Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public (?:abstract )?class",
        Pattern.DOTALL);
    private static final List<String> PARTS = List.of("Question:", "Input:", "Changes a decision at:");

    /** Several runs beside each other disturb only their times. */
    @BeforeAll
    static void allowOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    static SortedSet<String> classes() {
        return BenchmarkList.defaultList().getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of()).stream()
            .map(entry -> entry.getUserClassQName()).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldRunOnce(final String name) throws RunnerException {
        // Ten thousand strategies take half a minute to warm up.
        assertFalse(new Runner(new OptionsBuilder().include("^" + Pattern.quote(name) + "\\.").mode(Mode.SingleShotTime).forks(0)
            .warmupIterations(0).measurementIterations(1).param("strategies", "25").param("experts", "25")
            .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).run().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void shouldSayQuestionInputAndWhatChangesADecision(final String name) throws IOException {
        final String source = Files.readString(SOURCES.resolve(name.replace('.', '/') + ".java"));
        final Matcher comment = CLASS_COMMENT.matcher(source);
        assertTrue(comment.find(), name + " has no Javadoc in front of its class");
        final String text = comment.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ").strip();
        for (final String part : PARTS) {
            assertTrue(Pattern.compile(Pattern.quote(part) + " [^<]{20,}").matcher(text).find(), name + ": its Javadoc must say '" + part + "' and more");
        }
    }

    @Test
    void shouldKnowEveryClassThatIsNamedBenchmark() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            final Set<String> named = files.map(SOURCES::relativize).map(Path::toString).filter(file -> file.endsWith("Benchmark.java"))
                .map(file -> file.substring(0, file.length() - ".java".length()).replace('/', '.')).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(named, classes());
        }
    }
}
