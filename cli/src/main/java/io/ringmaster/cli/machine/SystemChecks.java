package io.ringmaster.cli.machine;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Java, memory and clock. */
final class SystemChecks {

    private static final int NEEDED_JAVA = 25;
    private static final long NEEDED_KB = 1_048_576;
    private static final double LARGEST_OFFSET_S = 0.01;
    private static final int CHRONY_FIELDS = 14;
    private static final int CHRONY_NAME = 1;
    private static final int CHRONY_OFFSET = 4;
    private static final int CHRONY_STATUS = 13;
    /** Clocks that are read without a call into the kernel. */
    private static final Set<String> FAST_CLOCKS = Set.of("tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page");

    private final MachineFiles files;
    private final Patient patient;
    private final List<Check> found = new ArrayList<>();

    SystemChecks(final MachineFiles files, final Patient patient) {
        this.files = files;
        this.patient = patient;
    }

    List<Check> run() {
        java(Runtime.version().feature());
        preparedStart();
        memory();
        hugePages();
        swap();
        clockSource();
        clockOffset();
        hardwareClock();
        return found;
    }

    void java(final int version) {
        found.add(Check.of("java", true, version >= NEEDED_JAVA, "JDK " + version, "install JDK " + NEEDED_JAVA + " or newer and set JAVA_HOME to it"));
    }

    private void preparedStart() {
        final boolean isPrepared =
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream().anyMatch(each -> each.startsWith("-XX:AOTCache="));
        found.add(Check.of("prepared-start", false, isPrepared, isPrepared ? "cache of classes and profiles" : "no cache of classes and profiles",
            "./ringmaster --version builds it, once after each build"));
    }

    private void memory() {
        final long kilobytes = files.lines("proc/meminfo").stream().filter(line -> line.startsWith("MemAvailable:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(0);
        found.add(Check.of("memory", true, kilobytes >= NEEDED_KB, String.format(Locale.ROOT, "%,d MiB available", kilobytes / 1_024),
            "free memory, or take a machine with more: a session needs " + NEEDED_KB / 1_024 + " MiB"));
    }

    private void hugePages() {
        final String mode = files.text("sys/kernel/mm/transparent_hugepage/enabled");
        final boolean isOk = !mode.contains("[always]");
        found.add(Check.of("huge-pages", patient.needsCores(), isOk, mode.isEmpty() ? "the kernel has none" : mode,
            "echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled; to keep it, boot with transparent_hugepage=madvise."
                + " With always, the kernel stops threads to build huge pages"));
    }

    /** Memory that is written to a swap device may hold the key, and a thread that needs it back waits for a disk. */
    private void swap() {
        final List<String> lines = files.lines("proc/swaps");
        final boolean isOk = lines.size() <= 1;
        found.add(Check.of("swap", patient.use() == Use.LIVE, isOk, isOk ? "none" : lines.get(1).split("\\s+")[0],
            "sudo swapoff -a, and remove the swap lines from /etc/fstab"));
    }

    private void clockSource() {
        final String source = files.text("sys/devices/system/clocksource/clocksource0/current_clocksource");
        found.add(Check.of("clock-source", patient.needsCores(), source.isEmpty() || FAST_CLOCKS.contains(source),
            source.isEmpty() ? "unknown" : source, "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource;"
                + " to keep it, boot with clocksource=tsc tsc=reliable"));
    }

    private void clockOffset() {
        final String[] chrony = files.output("chronyc", "-c", "tracking").split(",");
        final String fix = "sudo scripts/ec2/setup, which installs chrony with the clock of the machine; or sudo systemctl enable --now chronyd";
        final boolean isRequired = patient.use().isAtLeast(Use.PAPER);
        if (chrony.length < CHRONY_FIELDS) {
            final boolean isSynchronized = files.has("run/systemd/timesync/synchronized");
            found.add(Check.of("clock-offset", isRequired, isSynchronized, isSynchronized ? "synchronized by systemd-timesyncd; offset unknown"
                : "no time service answers", fix));
            return;
        }
        final double offset = Math.abs(Double.parseDouble(chrony[CHRONY_OFFSET]));
        final String status = chrony[CHRONY_STATUS].strip();
        found.add(Check.of("clock-offset", isRequired, "Normal".equals(status) && offset <= LARGEST_OFFSET_S,
            String.format(Locale.ROOT, "%.1f us from %s, %s", offset * 1e6, chrony[CHRONY_NAME], status), fix));
    }

    private void hardwareClock() {
        final boolean isOk = files.has("dev/ptp0") || files.has("dev/ptp_ena") || files.has("dev/ptp_kvm");
        found.add(Check.of("hardware-clock", false, isOk, isOk ? "a PTP clock" : "no PTP clock",
            "EC2: an instance type with the ENA hardware clock, and sudo scripts/ec2/setup; the time service of the network keeps within 1 ms"));
    }
}
