package io.ringmaster.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where the journal lies: the directory, the file system, its disk, and who may read it. */
final class JournalChecks {

    /** Network file systems break the memory mapping of the journal; the others forget everything when the machine or container stops. */
    private static final Set<String> UNSUITABLE = Set.of(
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "overlay", "tmpfs", "ramfs");
    private static final long NEEDED_BYTES = 2L << 30;
    private static final long NEEDED_LIVE_BYTES = 10L << 30;
    private static final String STATED = "etc/ringmaster/encryption";
    private static final int DEVICE = 2;
    private static final int MOUNT_POINT = 4;
    private static final int MOUNT_OPTIONS = 5;

    private final MachineFiles files;
    private final Patient patient;
    private final boolean isLive;
    private final Path journal;
    private final List<Check> found = new ArrayList<>();

    /** A line of mountinfo. */
    private record Mount(String point, String device, String type, String source, boolean isReadOnly) { }

    JournalChecks(final MachineFiles files, final Patient patient) {
        this.files = files;
        this.patient = patient;
        isLive = patient.use() == Use.LIVE;
        journal = existing(patient.journal().toAbsolutePath().normalize());
    }

    private static Path existing(final Path path) {
        Path each = path;
        while (!Files.exists(each) && each.getParent() != null) {
            each = each.getParent();
        }
        return each;
    }

    List<Check> run() {
        final Mount mount = mount();
        place(mount);
        fileSystem(mount);
        space();
        disk(mount);
        encryption(mount);
        permissions();
        return found;
    }

    private Mount mount() {
        Mount best = new Mount("", "", "unknown", "unknown", false);
        for (final String line : files.lines("proc/self/mountinfo")) {
            final String[] halves = line.split(" - ", 2);
            final String[] left = halves[0].split(" ");
            final String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
            if (left.length > MOUNT_OPTIONS && right.length > 1) {
                final String point = left[MOUNT_POINT].replace("\\040", " ");
                // A later mount on the same point hides the earlier one.
                if (journal.startsWith(point) && point.length() >= best.point.length()) {
                    final boolean isReadOnly = isReadOnly(left[MOUNT_OPTIONS]) || isReadOnly(right[right.length - 1]);
                    best = new Mount(point, left[DEVICE], right[0], right[1], isReadOnly);
                }
            }
        }
        return best;
    }

    /** Options of the mount, or of the file system below it. */
    private static boolean isReadOnly(final String options) {
        return List.of(options.split(",")).contains("ro");
    }

    private void place(final Mount mount) {
        final Path given = patient.journal().toAbsolutePath().normalize();
        final boolean isDirectory = Files.isDirectory(journal);
        final String seen = !isDirectory ? journal + " is a file" : mount.isReadOnly ? mount.point + " is mounted read-only" : given.toString();
        found.add(Check.of("journal-place", true, isDirectory && !mount.isReadOnly, seen, !isDirectory
            ? "give a directory, which may not exist yet (--journal DIR)"
            : "remount it (mount -o remount,rw " + mount.point + "; dmesg says whether the disk failed), or give another directory (--journal DIR)"));
    }

    private void fileSystem(final Mount mount) {
        final boolean isOk = !UNSUITABLE.contains(mount.type) && !mount.type.startsWith("fuse");
        found.add(Check.of("journal-file-system", patient.use().isAtLeast(Use.PAPER), isOk, mount.type + " on " + mount.source,
            "put the journal on a local disk with ext4 or xfs (--journal DIR): " + mount.type
                + " does not keep mapped files safe when the machine, the network or the container stops"));
    }

    private void space() {
        final long needed = isLive ? NEEDED_LIVE_BYTES : NEEDED_BYTES;
        final long free = files.freeBytes(journal);
        found.add(Check.of("journal-space", true, free >= needed, String.format(Locale.ROOT, "%.1f GiB free", free / (double) (1L << 30)),
            "free " + (needed >> 30) + " GiB there, or set journal.keepFor"));
    }

    private void disk(final Mount mount) {
        final String rotational = files.text("sys/dev/block/" + mount.device + "/queue/rotational");
        final String whole = rotational.isEmpty() ? files.text("sys/dev/block/" + mount.device + "/../queue/rotational") : rotational;
        found.add(Check.of("journal-disk", false, !"1".equals(whole), "1".equals(whole) ? "a rotating disk" : "no rotating disk",
            "put the journal on NVMe or an SSD"));
    }

    private void encryption(final Mount mount) {
        final String crypt = files.text("sys/dev/block/" + mount.device + "/dm/uuid");
        final String model = model(mount);
        final String stated = files.text(STATED);
        final boolean isInstanceStore = model.contains("Instance Storage");
        final String seen = crypt.startsWith("CRYPT-") ? "dm-crypt" : isInstanceStore ? "EC2 instance storage, which is always encrypted"
            : !stated.isEmpty() ? "not to be seen from here; /" + STATED + " states: " + stated
            : "none to be seen" + (model.contains("Elastic Block Store") ? " (an EBS volume does not show it)" : "");
        found.add(Check.of("journal-encryption", isLive, crypt.startsWith("CRYPT-") || isInstanceStore || !stated.isEmpty(), seen,
            "use LUKS, or an encrypted EBS volume (terraform sets encrypted = true; check with aws ec2 describe-volumes) and state it: echo ebs | sudo"
                + " tee /" + STATED));
    }

    /** A partition has its model one directory up. */
    private String model(final Mount mount) {
        final String block = "sys/dev/block/" + mount.device;
        final String model = files.text(block + "/device/model");
        return model.isEmpty() ? files.text(block + "/../device/model") : model;
    }

    private void permissions() {
        final Path given = patient.journal().toAbsolutePath().normalize();
        final boolean exists = Files.isDirectory(given);
        final String mode = exists ? mode(given) : "";
        final boolean isOk = !exists || mode.endsWith("---") && mode.charAt("rwxrw".length() - 1) != 'w';
        found.add(Check.of("journal-permissions", isLive, isOk, exists ? mode : "it does not exist yet", "chmod -R go-w,o-rwx " + given));
    }

    /** As {@code ls -l} shows it; owner only where the file system knows no permissions. */
    static String mode(final Path path) {
        try {
            final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return PosixFilePermissions.toString(permissions);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the permissions of " + path, e);
        } catch (final UnsupportedOperationException _) {
            return "rwx------";
        }
    }
}
