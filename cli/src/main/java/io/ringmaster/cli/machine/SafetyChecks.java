package io.ringmaster.cli.machine;

import java.util.ArrayList;
import java.util.List;

/** Limits of the process, and who may read its memory and its secrets. */
final class SafetyChecks {

    private static final long NEEDED_FILES = 4_096;
    private static final String UNLIMITED = "unlimited";

    private final MachineFiles files;
    private final Patient patient;
    private final boolean isLive;
    private final List<Check> found = new ArrayList<>();

    SafetyChecks(final MachineFiles files, final Patient patient) {
        this.files = files;
        this.patient = patient;
        isLive = patient.use() == Use.LIVE;
    }

    List<Check> run() {
        openFiles();
        lockedMemory();
        coreDumps();
        tracing();
        user();
        secret();
        configuration();
        return found;
    }

    /** Soft and hard limit. */
    private String[] limit(final String name) {
        return files.lines("proc/self/limits").stream().filter(line -> line.startsWith(name))
            .map(line -> line.substring(name.length()).strip().split("\\s+")).findFirst().orElse(new String[] {UNLIMITED, UNLIMITED});
    }

    private void openFiles() {
        final String soft = limit("Max open files")[0];
        found.add(Check.of("open-files", patient.use().isAtLeast(Use.PAPER), UNLIMITED.equals(soft) || Long.parseLong(soft) >= NEEDED_FILES,
            soft, "LimitNOFILE=65536 in the unit, or ulimit -n " + NEEDED_FILES));
    }

    private void lockedMemory() {
        final String soft = limit("Max locked memory")[0];
        found.add(Check.of("locked-memory", false, UNLIMITED.equals(soft), UNLIMITED.equals(soft) ? soft : soft + " bytes",
            "LimitMEMLOCK=infinity in the unit, or ulimit -l unlimited"));
    }

    /** The JVM's own switch is in scripts/jvm.args; this is the system's. */
    private void coreDumps() {
        final String hard = limit("Max core file size")[1];
        found.add(Check.of("core-dumps", isLive, "0".equals(hard), "0".equals(hard) ? "off" : "limit " + hard,
            "LimitCORE=0 in the unit, or ulimit -Hc 0: the memory of a session holds the key"));
    }

    private void tracing() {
        final String scope = files.text("proc/sys/kernel/yama/ptrace_scope");
        found.add(Check.of("tracing", isLive, !"0".equals(scope), scope.isEmpty() ? "the kernel has no Yama" : "ptrace_scope " + scope,
            "sudo sysctl kernel.yama.ptrace_scope=1: any process of the same user can read the key from memory"));
    }

    private void user() {
        final boolean isRoot = files.lines("proc/self/status").stream().anyMatch(line -> line.matches("Uid:\\s+0\\s.*"));
        found.add(Check.of("user", isLive, !isRoot, isRoot ? "root" : "not root", "run the session as its own user, as the unit does (User=ringmaster)"));
    }

    /** Where the key is, is known only from the configuration. */
    private void secret() {
        if (patient.config() != null) {
            final boolean isInEnvironment = patient.secret().startsWith("env:");
            found.add(Check.of("secret", false, !isLive || !isInEnvironment, "kraken.secret is " + patient.secret().replaceAll(":.*", ":…"),
                "set kraken.secret to credential:NAME and give the secret with LoadCredentialEncrypted=, as the unit does: an environment is visible in /proc"));
        }
    }

    private void configuration() {
        if (patient.config() == null) {
            found.add(Check.of("configuration", isLive, !patient.use().isAtLeast(Use.PAPER), "none given",
                "name the configuration of the session with --config FILE: who may change it, and where the key is, is not checked without it"));
            return;
        }
        final String mode = JournalChecks.mode(patient.config());
        found.add(Check.of("configuration", isLive, mode.charAt(4) != 'w' && mode.charAt(7) != 'w', mode, "chmod go-w " + patient.config()));
    }
}
