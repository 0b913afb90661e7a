package io.ringmaster.cli.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.ringmaster.cli.Cli;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image is made of is there, and the program runs from a home that it cannot write to, as another user. */
class ContainerTest {

    private static final Path DOCKERFILE = Cli.root().resolve("scripts/deploy/Dockerfile");
    private static final int NOT_ROOT = 65_532;

    @TempDir
    private Path directory;

    @Test
    void shouldBeMadeOfWhatIsThere() throws Exception {
        final String text = Files.readString(DOCKERFILE).replaceAll("\\\\\\n\\s*", "");
        final List<String> lines = text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();

        final Matcher copied = Pattern.compile("cp (?:-r )?(.+?) /opt/ringmaster/").matcher(text);
        final List<String> sources = new ArrayList<>();
        while (copied.find()) {
            sources.addAll(List.of(copied.group(1).split(" ")));
        }
        assertEquals(List.of("cli/target/ringmaster.jar", "cli/target/lib", "ringmaster", "LICENSE", "NOTICE", "scripts/jvm.args"), sources);
        for (final String source : sources) {
            assertTrue(source.startsWith("cli/target/") || Files.exists(Cli.root().resolve(source)), source);
        }
        final Matcher classes = Pattern.compile("io\\.ringmaster\\.[a-z.]+[A-Z]\\w+").matcher(text);
        int named = 0;
        while (classes.find()) {
            named++;
            Class.forName(classes.group()).getMethod("main", String[].class);
        }
        assertEquals(3, named);
        assertEquals(List.of("USER 65532:65532"), lines.stream().filter(line -> line.startsWith("USER")).toList());
        assertTrue(lines.indexOf("USER 65532:65532") > lines.indexOf("COPY --from=build /opt/ringmaster /opt/ringmaster"));
        assertFalse(Pattern.compile("(?i)(key|secret|password|token)=").matcher(text).find(), "an image holds no secret");
        assertFalse(text.contains(":latest"), "a tag that moves");
        assertEquals(1, lines.stream().filter(line -> line.startsWith("HEALTHCHECK")).count());
    }

    /** That these are all that the program uses is checked by ArchitectureTest. */
    @Test
    void shouldHoldModulesOfTheJdk() throws Exception {
        final Matcher modules = Pattern.compile("--add-modules \\\\\\n(\\S+)").matcher(Files.readString(DOCKERFILE));
        assertTrue(modules.find());
        final Set<String> held = Set.of(modules.group(1).split(","));
        held.forEach(module -> assertTrue(ModuleLayer.boot().findModule(module).isPresent(), "no module of this JDK: " + module));
        final Matcher flags = Pattern.compile("--add-(?:exports|opens)=([\\w.]+)/").matcher(Files.readString(Cli.root().resolve("scripts/jvm.args")));
        while (flags.find()) {
            assertTrue(held.contains(flags.group(1)), "scripts/jvm.args opens a module that the image has not: " + flags.group(1));
        }
    }

    @Test
    void shouldSayWhetherAServerIsHealthy() throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/-/healthy", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        final String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertTrue(HealthProbe.isHealthy(URI.create(url + "/-/healthy")));
            assertFalse(HealthProbe.isHealthy(URI.create(url + "/other")));
        } finally {
            server.stop(0);
        }
        assertFalse(HealthProbe.isHealthy(URI.create(url + "/-/healthy")));
    }

    /** An installation as in the image: launcher, flags and program, without sources. */
    private Path installation() throws IOException {
        final Path home = directory.resolve("opt/ringmaster");
        Files.createDirectories(home.resolve("scripts"));
        Files.createDirectories(home.resolve("cli/target"));
        Files.copy(Cli.root().resolve("ringmaster"), home.resolve("ringmaster"));
        Files.copy(Cli.root().resolve("scripts/jvm.args"), home.resolve("scripts/jvm.args"));
        final Path libraries = Files.createDirectories(home.resolve("cli/target/lib"));
        final List<String> classPath = new ArrayList<>();
        for (final String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            final Path part = Path.of(each);
            if (Files.exists(part)) {
                classPath.add((Files.isDirectory(part) ? part : linked(part, libraries)).toUri().toString());
            }
        }
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        new JarOutputStream(Files.newOutputStream(home.resolve("cli/target/ringmaster.jar")), manifest).close();
        try (Stream<Path> all = Files.walk(home)) {
            for (final Path each : all.filter(path -> !path.startsWith(libraries) || path.equals(libraries)).sorted(Comparator.reverseOrder()).toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
        }
        return home;
    }

    /** The directory of the libraries here may be closed to others. */
    private static Path linked(final Path library, final Path libraries) throws IOException {
        final Path link = libraries.resolve(library.getFileName());
        if (Files.exists(link)) {
            return link;
        }
        try {
            return Files.createLink(link, library);
        } catch (final IOException | UnsupportedOperationException e) {
            return Files.copy(library, link);
        }
    }

    @Test
    void shouldRunFromAHomeThatItCannotWriteTo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")) && "root".equals(System.getProperty("user.name")), "needs root to become another user");
        final Path session = directory.resolve("session");
        final Cli.Result played = Cli.run("demo", "--json", "--speed", "0", "--no-wire", "--seconds", "5", "--journal", session.toString());
        assertEquals(0, played.exitCode(), played.err());
        for (Path up = directory; up != null && up.startsWith("/tmp"); up = up.getParent()) {
            if (!up.equals(Path.of("/tmp"))) {
                Files.setPosixFilePermissions(up, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        assertEquals(0, new ProcessBuilder("chown", "-R", NOT_ROOT + ":" + NOT_ROOT, session.toString()).start().waitFor());
        final Path home = installation();

        final Process process = new ProcessBuilder(
            "setpriv", "--reuid=" + NOT_ROOT, "--regid=" + NOT_ROOT, "--clear-groups", "--no-new-privs", home.resolve("ringmaster").toString(), "metrics",
            session.toString(), "--once").directory(new File("/")).redirectErrorStream(true).start();
        final String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(!printed.contains("Permission denied") && !printed.contains("needs a JDK"), "this user cannot read the classes of the tests: " + printed);
        assertEquals(0, process.waitFor(), printed);
        assertEquals(10_000, Scrape.read(printed.substring(printed.indexOf('#'))).get("ringmaster_equity_usd"));
        assertFalse(Files.exists(home.resolve("target")), "it began to build");
    }

    @Test
    void shouldRenderAsHelmChart() throws Exception {
        final Process process = new ProcessBuilder(Cli.root().resolve("scripts/deploy/tests/chart").toString()).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        final int exitCode = process.waitFor();
        assumeTrue(exitCode != 77, output);
        assertEquals(0, exitCode, output);
        assertTrue(output.startsWith("ok: "), output);
    }
}
