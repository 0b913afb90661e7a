package io.ringmaster.cli.machine;

import io.ringmaster.config.InvalidInputException;
import io.ringmaster.pipeline.topology.CoreList;
import io.ringmaster.pipeline.topology.CoreMap;
import io.ringmaster.pipeline.topology.TopologySettings;
import java.util.ArrayList;
import java.util.List;

/** Whether the hot threads have cores to themselves. Required if the configuration binds threads to cores, otherwise advice. */
final class CoreChecks {

    private static final String SETUP = "sudo scripts/ec2/setup, then restart the machine; or by hand: ";
    private static final long LONGEST_WAKE_US = 2;
    private static final String CPU = "sys/devices/system/cpu/";

    private final MachineFiles files;
    private final Cores cores;
    private final Patient patient;
    private final boolean isRequired;
    /** The cores that the hot threads get, or would get. */
    private final List<Integer> hot;
    private final List<Check> found = new ArrayList<>();

    CoreChecks(final MachineFiles files, final Patient patient) {
        this.files = files;
        this.patient = patient;
        cores = new Cores(files);
        isRequired = patient.needsCores();
        final List<Integer> bound = CoreMap.of(map(files, patient)).places().stream().map(CoreMap.Place::core).toList();
        hot = bound.isEmpty() ? cores.forHotThreads() : bound;
    }

    private static TopologySettings map(final MachineFiles files, final Patient patient) {
        try {
            return CoreChoice.of(patient.topology(), files, patient.processors()).topology();
        } catch (final InvalidInputException _) {
            return patient.topology().on(patient.processors());
        }
    }

    List<Check> run() {
        cores();
        isolated();
        hyperthreads();
        tick();
        interrupts();
        idleStates();
        governor();
        oneNode();
        quota();
        return found;
    }

    private void add(final String name, final boolean isOk, final String what, final String fix) {
        found.add(Check.of(name, isRequired, isOk, what, fix));
    }

    private void cores() {
        String said;
        boolean isOk = true;
        try {
            final CoreChoice choice = CoreChoice.of(patient.topology(), files, patient.processors());
            said = choice.said().isEmpty() ? "topology.cores is off; the JVM counts " + patient.processors() + " processor(s)" : choice.said();
            isOk = !patient.needsCores() || !CoreMap.of(choice.topology()).isEmpty();
        } catch (final InvalidInputException e) {
            said = e.getMessage();
            isOk = false;
        }
        add("cores", isOk, said, "isolate more cores (" + SETUP + "boot with isolcpus=), change topology.cores, or set it to off");
    }

    private void isolated() {
        final List<Integer> isolated = cores.isolated();
        add("isolated-cores", !isolated.isEmpty() && isolated.containsAll(hot), isolated.isEmpty() ? "none" : CoreList.text(isolated),
            SETUP + "boot with isolcpus=managed_irq,domain,CORES");
    }

    private void hyperthreads() {
        final List<Integer> shared =
            (hot.isEmpty() ? cores.online() : hot).stream().filter(core -> !cores.online().isEmpty() && cores.siblings(core).size() > 1).toList();
        add("hyperthreads", shared.isEmpty(), shared.isEmpty() ? "one thread a core" : "these cores have a second hyperthread: " + CoreList.text(shared),
            "EC2: CpuOptions ThreadsPerCore=1 at launch (threads_per_core in the terraform variable cpu_options); elsewhere: echo off | sudo tee"
                + " /sys/devices/system/cpu/smt/control");
    }

    private void tick() {
        final List<Integer> tickless = cores.tickless();
        final boolean isOk = !hot.isEmpty() && tickless.containsAll(hot);
        add("timer-tick", isOk, tickless.isEmpty() ? "every core has a periodic tick" : "no tick on " + CoreList.text(tickless),
            SETUP + "boot with nohz_full=CORES rcu_nocbs=CORES (the kernel needs CONFIG_NO_HZ_FULL)");
    }

    private void interrupts() {
        final List<String> onHot = new ArrayList<>();
        for (final String number : files.names("proc/irq")) {
            final String effective = files.text("proc/irq/" + number + "/effective_affinity_list");
            final String set = effective.isEmpty() ? files.text("proc/irq/" + number + "/smp_affinity_list") : effective;
            if (!set.isEmpty() && Character.isDigit(set.charAt(0)) && CoreList.parse(set).stream().anyMatch(hot::contains)) {
                onHot.add(number);
            }
        }
        add("interrupts", onHot.isEmpty(), onHot.isEmpty() ? "none on hot cores" : "these arrive on hot cores: " + String.join(",", onHot),
            "sudo scripts/ec2/setup --now, which moves them; and sudo systemctl disable --now irqbalance");
    }

    /** A core that sleeps deeply wakes up late. A virtual machine often shows no idle states at all. */
    private void idleStates() {
        final List<String> deep = new ArrayList<>();
        for (final int core : hot.isEmpty() ? cores.online() : hot) {
            final String idle = CPU + "cpu" + core + "/cpuidle/";
            for (final String state : files.names(idle)) {
                final String latency = files.text(idle + state + "/latency");
                if (!latency.isEmpty() && Long.parseLong(latency) > LONGEST_WAKE_US && !"1".equals(files.text(idle + state + "/disable"))) {
                    deep.add("cpu" + core + " " + files.text(idle + state + "/name"));
                }
            }
        }
        add("idle-states", deep.isEmpty(), deep.isEmpty() ? "none that takes more than " + LONGEST_WAKE_US + " us to leave" : String.join(", ", deep),
            "sudo scripts/ec2/setup --now, which disables them; or boot with intel_idle.max_cstate=1 processor.max_cstate=1");
    }

    private void governor() {
        final List<String> other = new ArrayList<>();
        for (final int core : cores.online()) {
            final String governor = files.text(CPU + "cpu" + core + "/cpufreq/scaling_governor");
            if (!governor.isEmpty() && !"performance".equals(governor)) {
                other.add("cpu" + core + " " + governor);
            }
        }
        add("frequency", other.isEmpty(), other.isEmpty() ? "fixed, or left to the hypervisor" : String.join(", ", other),
            "sudo scripts/ec2/setup --now; or echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor");
    }

    private void oneNode() {
        final List<String> nodes = files.names("sys/devices/system/node").stream().filter(each -> each.matches("node[0-9]+"))
            .filter(node -> hotOn(node) > 0).toList();
        add("memory-node", nodes.size() <= 1, nodes.isEmpty() ? "one" : "hot cores on " + String.join(", ", nodes),
            "name cores of one node in topology.cores (/sys/devices/system/node/node*/cpulist)");
    }

    private long hotOn(final String node) {
        final String list = files.text("sys/devices/system/node/" + node + "/cpulist");
        return list.isEmpty() ? 0 : CoreList.parse(list).stream().filter(hot::contains).count();
    }

    /** A quota stops the whole process for the rest of a period, whatever its threads do. */
    private void quota() {
        final String group = files.lines("proc/self/cgroup").stream().filter(line -> line.startsWith("0::/")).map(line -> line.substring(4))
            .findFirst().orElse("");
        String limit = "";
        for (String path = group; limit.isEmpty(); path = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "") {
            final String max = files.text("sys/fs/cgroup/" + (path.isEmpty() ? "" : path + "/") + "cpu.max");
            if (!max.isEmpty() && !max.startsWith("max")) {
                limit = max;
            }
            if (path.isEmpty()) {
                break;
            }
        }
        found.add(Check.of("processor-quota", isRequired || patient.use() == Use.LIVE, limit.isEmpty(),
            limit.isEmpty() ? "none" : "cpu.max is '" + limit + "' microseconds of a period",
            "remove CPUQuota= from the unit, --cpus from docker run, or the CPU limit from the pod"));
    }
}
