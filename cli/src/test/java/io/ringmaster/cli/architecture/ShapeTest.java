package io.ringmaster.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How large a class, a constructor and a method may grow before it has more than one job. Read from the sources of every module. */
class ShapeTest {

    private static final int MOST_LINES = 400;
    private static final int MOST_FIELDS = 20;
    private static final int MOST_PARAMETERS = 7;
    private static final int LONGEST_METHOD_P99 = 32;

    private static final List<String> LONG_FILES = new ArrayList<>();
    private static final List<String> WIDE_CLASSES = new ArrayList<>();
    private static final List<String> WIDE_CONSTRUCTORS = new ArrayList<>();
    private static final List<Integer> METHOD_LINES = new ArrayList<>();

    @BeforeAll
    static void readTheSources() throws IOException {
        final List<Path> files = sources();
        for (final Path file : files) {
            final long lines = Files.readString(file).lines().count();
            if (lines > MOST_LINES) {
                LONG_FILES.add(file.getFileName() + " has " + lines + " lines");
            }
        }
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            final JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files));
            final SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (final CompilationUnitTree unit : task.parse()) {
                new Measure(unit, positions).scan(unit, null);
            }
        }
    }

    private static List<Path> sources() throws IOException {
        final Path own = Path.of("").toAbsolutePath();
        final Path root = Files.exists(own.resolve("ringmaster")) ? own : own.getParent();
        final List<Path> found = new ArrayList<>();
        for (final String module : List.of(
            "sbe-schemas", "journal", "strategies", "inference", "pipeline", "exchange-sim", "lab", "signals", "gateway-kraken", "monitor-fx", "cli",
            "bench/jmh")) {
            final Path sources = root.resolve(module).resolve("src/main/java");
            assertTrue(Files.isDirectory(sources), () -> module + " has no sources in " + sources);
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            } catch (final UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    @Test
    void shouldHaveNoFileOfMoreThan400Lines() {
        assertEquals(List.of(), LONG_FILES);
    }

    @Test
    void shouldHaveNoClassOfMoreThan20InstanceFields() {
        assertEquals(List.of(), WIDE_CLASSES);
    }

    /** A record's components are the parameters of its constructor. */
    @Test
    void shouldHaveNoConstructorOfMoreThan7Parameters() {
        assertEquals(List.of(), WIDE_CONSTRUCTORS);
    }

    @Test
    void shouldKeepMethodsShort() {
        METHOD_LINES.sort(null);
        final int p99 = METHOD_LINES.get(METHOD_LINES.size() * 99 / 100);
        assertTrue(METHOD_LINES.size() > 1_000, () -> "only " + METHOD_LINES.size() + " methods were read");
        assertTrue(p99 < LONGEST_METHOD_P99, () -> "99 of 100 methods have up to " + p99 + " lines");
    }

    /** Counts what one file declares. */
    private static final class Measure extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;

        private Measure(final CompilationUnitTree unit, final SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            lines = unit.getLineMap();
        }

        @Override
        public Void visitClass(final ClassTree type, final Void nothing) {
            final List<VariableTree> fields = type.getMembers().stream()
                .filter(VariableTree.class::isInstance).map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC)).toList();
            final boolean isRecord = type.getKind() == Tree.Kind.RECORD;
            if (type.getKind() == Tree.Kind.CLASS || isRecord) {
                note(WIDE_CLASSES, type.getSimpleName().toString(), fields.size(), MOST_FIELDS, "instance fields");
            }
            if (isRecord) {
                note(WIDE_CONSTRUCTORS, type.getSimpleName().toString(), fields.size(), MOST_PARAMETERS, "components");
            }
            return super.visitClass(type, nothing);
        }

        @Override
        public Void visitMethod(final MethodTree method, final Void nothing) {
            if (method.getName().contentEquals("<init>")) {
                note(WIDE_CONSTRUCTORS, lineOf(method) + "", method.getParameters().size(), MOST_PARAMETERS, "parameters");
            }
            final Set<Modifier> flags = method.getModifiers().getFlags();
            if (method.getBody() != null && !flags.contains(Modifier.ABSTRACT)) {
                METHOD_LINES.add((int) (lines.getLineNumber(positions.getEndPosition(unit, method)) - lineOf(method)) + 1);
            }
            return super.visitMethod(method, nothing);
        }

        /** Of its first line, without the comment before it. */
        private long lineOf(final MethodTree method) {
            return lines.getLineNumber(positions.getStartPosition(unit, method));
        }

        private void note(final List<String> found, final String name, final int count, final int most, final String what) {
            if (count > most) {
                final String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
                found.add(file + (name.isEmpty() ? "" : " " + name) + " has " + count + " " + what);
            }
        }
    }
}
