package io.ringmaster.cli.bench;

import io.ringmaster.cli.terminal.BuildVersion;
import io.ringmaster.cli.terminal.JsonLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a figure was measured on.
 *
 * @param processor its name where the system tells it, otherwise the architecture
 * @param load      processes that wanted a core, mean of the last minute; negative if unknown
 * @param flags     of the JVM, without those that open modules
 */
record Machine(String processor, int cores, double load, String system, String java, String flags, String build) {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    static Machine here() {
        return new Machine(
            processorName(), Runtime.getRuntime().availableProcessors(), ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            System.getProperty("os.name") + " " + System.getProperty("os.version"), System.getProperty("java.vm.version"),
            String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("-X")).toList()),
            BuildVersion.text());
    }

    private static String processorName() {
        final String architecture = System.getProperty("os.arch");
        try {
            return !Files.isReadable(PROCESSORS) ? architecture : Files.readAllLines(PROCESSORS, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse(architecture);
        } catch (final IOException _) {
            return architecture;
        }
    }

    String text() {
        return String.format(Locale.ROOT, "%s, %d core(s), load %.1f, %s, Java %s, %s, build %s", processor, cores, load, system, java, flags, build);
    }

    void put(final JsonLine line) {
        line.put("processor", processor).put("cores", cores).put("load", load).put("system", system).put("java", java).put("flags", flags)
            .put("build", build);
    }
}
