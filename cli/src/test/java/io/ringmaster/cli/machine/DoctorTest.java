package io.ringmaster.cli.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringmaster.cli.Cli;
import io.ringmaster.cli.terminal.ExitCode;
import io.ringmaster.config.binding.Configuration;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A made machine on which everything is right for real money, and one thing after another that is not. */
class DoctorTest {

    private static final String CPU = "sys/devices/system/cpu/";
    private static final String CHRONY = "50484330,PHC0,1,1790000000.1,0.000001200,0.000000100,0.000000500,1.2,0.0,0.01,0.000001,0.000010,1.0,Normal";

    @TempDir
    private Path root;
    @TempDir
    private Path journal;
    private Path config;
    private MadeMachine machine;

    @BeforeEach
    void makeAMachineForRealMoney() throws IOException {
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwx------"));
        config = Files.writeString(root.resolve("live.yaml"), "");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        machine = new MadeMachine(root).cores(8, 8).isolated("1-7")
            .with(CPU + "nohz_full", "1-7")
            .with(CPU + "cpu3/cpuidle/state1/latency", "1")
            .with(CPU + "cpu3/cpuidle/state2/latency", "133").with(CPU + "cpu3/cpuidle/state2/disable", "1")
            .with(CPU + "cpu3/cpuidle/state2/name", "C6")
            .with(CPU + "cpu3/cpufreq/scaling_governor", "performance")
            .with("sys/devices/system/node/node0/cpulist", "0-7")
            .with("proc/irq/24/smp_affinity_list", "0-7").with("proc/irq/24/effective_affinity_list", "0")
            .with("proc/meminfo", "MemTotal: 32000000 kB\nMemAvailable:   16000000 kB")
            .with("proc/swaps", "Filename Type Size Used Priority")
            .with("proc/self/status", "Name: java\nUid:\t990\t990\t990\t990")
            .with("proc/self/limits", limits("65536", "unlimited", "0"))
            .with("proc/self/cgroup", "0::/system.slice/ringmaster.service")
            .with("sys/fs/cgroup/system.slice/ringmaster.service/cpu.max", "max 100000")
            .with("proc/self/mountinfo", "36 35 253:0 / / rw,noatime shared:1 - xfs /dev/mapper/journal rw")
            .with("sys/dev/block/253:0/dm/uuid", "CRYPT-LUKS2-0123-journal")
            .with("sys/dev/block/253:0/queue/rotational", "0")
            .with("proc/sys/kernel/yama/ptrace_scope", "1")
            .with("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never")
            .with("sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc")
            .with("dev/ptp0", "")
            .printing("chronyc", CHRONY);
    }

    private static String limits(final String files, final String locked, final String core) {
        return "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max core file size        0                    " + core + "  bytes\n"
            + "Max open files            " + files + "                " + files + "               files\n"
            + "Max locked memory         " + locked + "              " + locked + "              bytes";
    }

    private List<Check> examine(final Use use, final String topology) {
        return Doctor.examine(machine.files(), new Patient(
            use, Configuration.bind(TopologySettings.class, "test", topology, Map.of()), "credential:kraken", config, journal, 2));
    }

    /** Of this process itself; a made machine cannot change it. */
    private static boolean isOfTheProcess(final Check check) {
        return "prepared-start".equals(check.name());
    }

    private String wrong(final Use use, final String topology) {
        return examine(use, topology).stream().filter(check -> !check.isOk() && !isOfTheProcess(check))
            .map(check -> check.name() + (check.isRequired() ? "" : " (advice)") + ": " + check.found()).collect(Collectors.joining("; "));
    }

    @Test
    void shouldFindNothingWrongWithAMachineForRealMoney() {
        assertEquals("", wrong(Use.LIVE, "cores: auto"));
        assertTrue(examine(Use.LIVE, "cores: auto").stream().anyMatch(check -> check.found().startsWith("threads on cores: publisher 1, ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "sys/devices/system/cpu/isolated | 1-3 | cores: topology.cores is auto, but 3 isolated core(s) share a cache (1,2,3), but spread needs 6: no"
            + " thread is bound to a core. './ringmaster doctor' tells how to isolate cores.",
        "sys/devices/system/cpu/nohz_full | (null) | timer-tick: every core has a periodic tick",
        "sys/devices/system/cpu/cpu3/topology/thread_siblings_list | 3,11 | hyperthreads: these cores have a second hyperthread: 3",
        "sys/devices/system/cpu/cpu3/cpuidle/state2/disable | 0 | idle-states: cpu3 C6",
        "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor | powersave | frequency: cpu3 powersave",
        "sys/devices/system/node/node1/cpulist | 4-7 | memory-node: hot cores on node0, node1",
        "proc/irq/24/effective_affinity_list | 5 | interrupts: these arrive on hot cores: 24",
        "proc/meminfo | MemAvailable: 500000 kB | memory: 488 MiB available",
        "proc/self/status | Uid:\t0\t0\t0\t0 | user: root",
        "sys/fs/cgroup/cpu.max | 50000 100000 | processor-quota: cpu.max is '50000 100000' microseconds of a period",
        "proc/self/mountinfo | 36 35 253:0 / / rw - nfs4 server:/x rw | journal-file-system: nfs4 on server:/x",
        "proc/self/mountinfo | 36 35 253:0 / / ro,noatime - xfs /dev/mapper/journal rw | journal-place: / is mounted read-only",
        "proc/self/mountinfo | 36 35 253:0 / / rw - xfs /dev/mapper/journal ro,errors=remount-ro | journal-place: / is mounted read-only",
        "sys/dev/block/253:0/dm/uuid | LVM-x | journal-encryption: none to be seen",
        "sys/dev/block/253:0/queue/rotational | 1 | journal-disk (advice): a rotating disk",
        "proc/sys/kernel/yama/ptrace_scope | 0 | tracing: ptrace_scope 0",
        "sys/kernel/mm/transparent_hugepage/enabled | [always] madvise never | huge-pages: [always] madvise never",
        "sys/devices/system/clocksource/clocksource0/current_clocksource | xen | clock-source: xen"})
    void shouldNameTheOneThingThatIsWrong(final String file, final String text, final String expected) {
        machine.with(file, text);

        assertEquals(expected, wrong(Use.LIVE, "{cores: auto, mode: spread}"));
    }

    @Test
    void shouldRefuseAFileForTheJournal() throws IOException {
        journal = Files.createFile(journal.resolve("file"));

        assertEquals("journal-place: " + journal + " is a file", wrong(Use.PAPER, "{cores: auto, mode: spread}"));
        journal = journal.resolve("below");
        assertEquals("journal-place: " + journal.getParent() + " is a file", wrong(Use.PAPER, "{cores: auto, mode: spread}"));
    }

    @Test
    void shouldNameWrongLimitsDisksAndPermissions() throws IOException {
        machine.with("proc/self/limits", limits("1024", "8388608", "unlimited")).with("proc/swaps", "Filename\n/dev/sda2 partition 8 0 -2").free(3L << 30);
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rwxrwxr-x"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-rw-r--"));

        assertEquals("swap: /dev/sda2; journal-space: 3.0 GiB free; journal-permissions: rwxrwxr-x; open-files: 1024; locked-memory (advice): 8388608"
            + " bytes; core-dumps: limit unlimited; configuration: rw-rw-r--", wrong(Use.LIVE, "cores: auto"));
    }

    @Test
    void shouldAskForTheConfigurationThatItCannotCheck() {
        config = null;

        assertEquals("configuration: none given", wrong(Use.LIVE, "cores: auto"));
        assertEquals("configuration (advice): none given", wrong(Use.PAPER, "cores: auto"));
        assertTrue(examine(Use.LIVE, "cores: auto").stream().noneMatch(check -> check.name().equals("secret")));
        assertEquals("", wrong(Use.DEMO, "cores: auto"));
    }

    @Test
    void shouldReadTheClock() {
        machine.printing("chronyc", CHRONY.replace("0.000001200", "-0.020000000"));
        assertEquals("clock-offset: 20000.0 us from PHC0, Normal", wrong(Use.LIVE, "cores: auto"));
        machine.printing("chronyc", CHRONY.replace("Normal", "Not synchronised"));
        assertEquals("clock-offset: 1.2 us from PHC0, Not synchronised", wrong(Use.LIVE, "cores: auto"));
        machine.printing("chronyc", "");
        assertEquals("clock-offset: no time service answers", wrong(Use.LIVE, "cores: auto"));
    }

    @Test
    void shouldAskForNoMoreThanTheUseNeeds() {
        machine.isolated("").with("proc/self/limits", limits("1024", "8388608", "unlimited")).with("sys/dev/block/253:0/dm/uuid", "").printing("chronyc", "");

        assertEquals("clock-offset, open-files", required(Use.PAPER));
        assertEquals("", required(Use.DEMO));
    }

    private String required(final Use use) {
        return examine(use, "{}").stream().filter(check -> !check.isOk() && check.isRequired()).map(Check::name).collect(Collectors.joining(", "));
    }

    @Test
    void shouldSayAFixForEachFault() {
        assertTrue(examine(Use.LIVE, "cores: auto").stream().allMatch(check -> isOfTheProcess(check) || check.fix().isEmpty()));
        machine.isolated("").printing("chronyc", "");
        final List<Check> wrong = examine(Use.LIVE, "cores: auto").stream().filter(check -> !check.isOk()).toList();

        assertFalse(wrong.isEmpty());
        assertTrue(wrong.stream().noneMatch(check -> check.fix().isBlank()), wrong::toString);
    }

    @Test
    void shouldCountStatedEncryption() {
        machine.with("sys/dev/block/253:0/dm/uuid", "").with("sys/dev/block/253:0/device/model", "Amazon Elastic Block Store");
        assertEquals("journal-encryption: none to be seen (an EBS volume does not show it)", wrong(Use.LIVE, "cores: auto"));
        machine.with("etc/ringmaster/encryption", "ebs");
        assertEquals("", wrong(Use.LIVE, "cores: auto"));
    }

    /** The machine of the test itself: what it lacks is its own affair, but the command must say it. */
    @Test
    void shouldPrintEveryCheckOfThisMachine() {
        final Cli.Result result = Cli.run("doctor", "--for", "live", "--journal", journal.toString(), "--json");

        assertTrue(result.exitCode() == 0 || result.exitCode() == ExitCode.NOT_VERIFIED, result.err());
        assertTrue(result.out().startsWith("{\"checks\":[{\"name\":\"java\",\"ok\":true,\"fix\":\"\",\"required\":true,\"found\":\"JDK "), result.out());
        assertEquals(result.exitCode() == 0, !result.out().matches("(?s).*\"ok\":false,\"fix\":\"[^\"]+\",\"required\":true.*"));
    }

    @Test
    void shouldShowTheMapOfThreads() {
        final Cli.Result off = Cli.run("doctor", "--cores");
        final Cli.Result one = Cli.run("doctor", "--cores", "--set", "topology.cores=0", "--set", "topology.mode=compact");
        final Cli.Result wrong = Cli.run("doctor", "--cores", "--set", "topology.cores=x");

        assertEquals("topology.cores is off: the system decides where threads run\n", off.out());
        assertEquals("  publisher        core 0\n", one.out());
        assertEquals(ExitCode.BAD_INPUT, wrong.exitCode());
        assertTrue(wrong.err().contains("cores must be off, auto, or a list of cores such as 2-5,8: cores=x"), wrong.err());
    }
}
