package io.ringmaster.cli.command;

import io.ringmaster.cli.machine.Check;
import io.ringmaster.cli.machine.CoreChoice;
import io.ringmaster.cli.machine.Doctor;
import io.ringmaster.cli.machine.MachineFiles;
import io.ringmaster.cli.machine.Patient;
import io.ringmaster.cli.machine.Use;
import io.ringmaster.cli.settings.Settings;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.cli.terminal.JsonLine;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.topology.CoreMap;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code doctor}: what is wrong with this machine. */
@Command(
    name = "doctor",
    description = {
        "Examines this machine for one use and prints what is wrong with the command or setting that mends it. It changes nothing.",
        "What can cost money or data is required for --for live; what costs speed is required only if topology.cores binds threads to cores.",
        "Exit code 0 if everything required is right, otherwise 3. Limits are those of this process; the service runs it before each start, with its"
            + " own limits."},
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  ./ringmaster doctor --for paper --config examples/paper.yaml --journal journals/paper",
        "  ./ringmaster doctor --cores --set topology.cores=auto"})
public final class DoctorCommand implements Callable<Integer> {

    @Option(names = "--for", paramLabel = "USE", defaultValue = "demo", description = "live, paper or demo (default: ${DEFAULT-VALUE})")
    private Use use;

    @Option(names = "--config", description = "the configuration of the session (default: the default settings)")
    private Path config;

    @Option(names = "--journal", defaultValue = "journals", description = "directory for the journal (default: ${DEFAULT-VALUE})")
    private Path journal;

    @Option(names = "--cores", description = "print only which core each hot thread runs on")
    private boolean showsCores;

    @Option(names = "--set", description = "override one setting: a.b=c; repeatable")
    private Map<String, String> overrides = new TreeMap<>();

    @Option(names = "--json", description = JsonLine.OPTION)
    private boolean json;

    @Override
    public Integer call() {
        final Patient patient = patient();
        final MachineFiles files = MachineFiles.here();
        if (showsCores) {
            printCores(CoreChoice.of(patient.topology(), files, patient.processors()));
            return 0;
        }
        final List<Check> checks = Doctor.examine(files, patient);
        if (json) {
            new JsonLine().putList("checks", checks, (check, to) -> to.put("name", check.name()).put("ok", check.isOk()).put("fix", check.fix())
                .put("required", check.isRequired()).put("found", check.found())).print(System.out);
        } else {
            print(checks);
        }
        return checks.stream().allMatch(check -> check.isOk() || !check.isRequired()) ? 0 : ExitCode.NOT_VERIFIED;
    }

    private Patient patient() {
        final int processors = Runtime.getRuntime().availableProcessors();
        if (config == null) {
            final Map<String, String> topology = new TreeMap<>();
            overrides.forEach((key, value) -> topology.put(key.startsWith("topology.") ? key.substring("topology.".length()) : key, value));
            return new Patient(use, Configuration.bind(TopologySettings.class, "--set", "{}", topology), "", null, journal, processors);
        }
        final Settings settings = Settings.read(config, overrides);
        return new Patient(use, settings.topology(), settings.kraken().apiKey().secret(), config, journal, processors);
    }

    private void printCores(final CoreChoice choice) {
        final List<CoreMap.Place> places = CoreMap.of(choice.topology()).places();
        if (json) {
            new JsonLine().putList("cores", places, (place, to) -> to.put("thread", place.thread()).put("core", place.core()))
                .put("said", choice.said()).print(System.out);
            return;
        }
        if (places.isEmpty()) {
            System.out.println(choice.said().isEmpty() ? "topology.cores is off: the system decides where threads run" : choice.said());
        }
        places.forEach(place -> System.out.printf(Locale.ROOT, "  %-16s core %d%n", place.thread(), place.core()));
    }

    private void print(final List<Check> checks) {
        for (final Check check : checks) {
            final String state = check.isOk() ? "ok" : check.isRequired() ? "WRONG" : "advice";
            System.out.printf(Locale.ROOT, "  %-6s  %-20s  %s%n", state, check.name(), check.found());
            if (!check.isOk()) {
                System.out.printf(Locale.ROOT, "  %-6s  %-20s  fix: %s%n", "", "", check.fix());
            }
        }
        final long wrong = checks.stream().filter(check -> !check.isOk() && check.isRequired()).count();
        System.out.println(wrong == 0 ? "everything that --for " + use.name().toLowerCase(Locale.ROOT) + " needs is right"
            : wrong + " of " + checks.size() + " checks must be mended for " + use.name().toLowerCase(Locale.ROOT));
    }
}
