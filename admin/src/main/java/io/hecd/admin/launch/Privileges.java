package io.hecd.admin.launch;

import io.hecd.admin.launch.Lifetime.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * `uid`, `gid`, `user`, `group` (manual 3.1): after binding the process stops being root, all its threads, or it
 * does not start. What the kernel says afterwards is believed, not what the calls returned.
 */
final class Privileges {
    private final int uid;
    private final int gid;

    private Privileges(int uid, int gid) {
        this.uid = uid;
        this.gid = gid;
    }

    /** Who the configuration wants us to be; -1 for "as we are". A name that nobody has is an error. */
    static Privileges wanted(ProcessWords words) throws CannotStart {
        int uid = words.user().isEmpty() ? words.uid() : lookUp("/etc/passwd", words.user(), "user");
        int gid = words.group().isEmpty() ? words.gid() : lookUp("/etc/group", words.group(), "group");
        return new Privileges(uid, gid);
    }

    int uid() {
        return uid;
    }

    int gid() {
        return gid;
    }

    static void drop(ProcessWords words, Alerts alerts) throws CannotStart {
        Privileges wanted = wanted(words);
        if (wanted.uid <= 0 && wanted.gid <= 0) return;
        if (!wanted.areIn(Path.of("/proc/self/status"))) wanted.call();
        wanted.verify();
        if (wanted.uid > 0 && wanted.gid < 0 && own("Gid:", 1) == 0)
            alerts.warning("'uid' or 'user' without 'gid' or 'group': the process keeps the group root.");
    }

    private void call() throws CannotStart {
        if (own("Uid:", 2) != 0) throw new CannotStart("Cannot set " + this + ": hecd was not started as root.");
        LibC c = LibC.find()
                .orElseThrow(
                        () -> new CannotStart(
                                "Cannot set " + this + ": Java "
                                        + Runtime.version().feature()
                                        + " has no way to do it. Start through bin/hecd with setpriv installed, or use Java 22 or newer."));
        if (!c.becomes(uid, gid)) throw new CannotStart("Cannot set " + this + ": the system refused it.");
    }

    private void verify() throws CannotStart {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                if (Files.exists(task) && !areIn(task.resolve("status")))
                    throw new CannotStart("Cannot set " + this + ": thread " + task.getFileName() + " is still "
                            + "somebody else. hecd does not go on like this.");
            }
        } catch (IOException e) {
            throw new CannotStart("Cannot set " + this + ": " + e.getMessage());
        }
    }

    /** All four of real, effective, saved and file system id. A thread that has ended counts as done. */
    private boolean areIn(Path status) {
        List<String> lines;
        try {
            lines = Files.readAllLines(status);
        } catch (IOException e) {
            return true;
        }
        for (String line : lines) {
            if (uid > 0 && line.startsWith("Uid:") && !all(line, uid)) return false;
            if (gid > 0 && line.startsWith("Gid:") && !all(line, gid)) return false;
            if (uid > 0 && line.startsWith("Groups:") && !groupsAreHarmless(line)) return false;
        }
        return true;
    }

    private boolean groupsAreHarmless(String line) {
        String groups = line.substring("Groups:".length()).trim();
        for (String group : groups.split("\\s+")) if (group.equals("0")) return false;
        return true;
    }

    private static boolean all(String line, int id) {
        String[] columns = line.split("\\s+");
        for (int i = 1; i < columns.length; i++) if (!columns[i].equals(Integer.toString(id))) return false;
        return columns.length == 5;
    }

    private static int own(String row, int column) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status")))
                if (line.startsWith(row)) return Integer.parseInt(line.split("\\s+")[column]);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
        return -1;
    }

    private static int lookUp(String file, String name, String what) throws CannotStart {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                String[] columns = line.split(":", -1);
                if (columns.length > 2 && columns[0].equals(name)) return Integer.parseInt(columns[2]);
            }
        } catch (IOException | NumberFormatException e) {
            throw new CannotStart("cannot find " + what + " '" + name + "' in " + file + ": " + e.getMessage());
        }
        // Names that are not in the file (LDAP, sssd) are known to the system's own program.
        Optional<Integer> id = what.equals("user") ? Programs.number("id", "-u", name) : Optional.empty();
        return id.orElseThrow(() -> new CannotStart("cannot find " + what + " '" + name + "'"));
    }

    @Override
    public String toString() {
        return (uid > 0 ? "uid " + uid : "") + (uid > 0 && gid > 0 ? ", " : "") + (gid > 0 ? "gid " + gid : "");
    }
}
