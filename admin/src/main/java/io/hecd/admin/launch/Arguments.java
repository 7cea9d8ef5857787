package io.hecd.admin.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HAProxy's own flags (management guide 3), read as HAProxy reads them: the first letters decide, so `-Dx` is `-D`;
 * a list of pids ends at the next dash; a number is what its leading digits say.
 */
final class Arguments {
    /** What the whole command line asks for. */
    enum Task {
        RUN,
        CHECK,
        CONDITION,
        VERSION,
        BUILD_OPTIONS
    }

    Task task = Task.RUN;
    final List<Path> files = new ArrayList<>();
    String condition = "";
    boolean daemon;
    boolean foreground;
    boolean debug;
    boolean verbose;
    boolean quiet;
    boolean masterWorker;
    boolean notifySupervisor;
    boolean fatalWarnings;
    boolean diagnostics;
    Optional<String> pidFile = Optional.empty();
    Optional<String> directory = Optional.empty();
    Optional<String> localPeer = Optional.empty();
    Optional<String> masterSocket = Optional.empty();
    Optional<String> takeoverSocket = Optional.empty();
    long maxConnections;
    long maxConnectionsPerProxy;
    long megabytes;
    /** Processes to tell, once we listen, that we are in charge. */
    final List<Long> oldPids = new ArrayList<>();

    boolean oldPidsFinish;
    /** The keyword classes of `-dK`, the byte and options of `-dM`. */
    Optional<String> keywordDump = Optional.empty();

    Optional<String> memoryOptions = Optional.empty();

    /** A command line that makes no sense; the message may be empty, then the usage says all. */
    static final class Misuse extends Exception {
        private static final long serialVersionUID = 1;

        Misuse(String message) {
            super(message, null, false, false);
        }
    }

    private final List<String> words;
    private int next;

    private Arguments(List<String> words) {
        this.words = words;
    }

    /** Those of a start without flags and files. */
    static Arguments none() {
        Arguments arguments = new Arguments(List.of());
        arguments.foreground = true;
        return arguments;
    }

    static Arguments parse(List<String> words) throws Misuse {
        Arguments arguments = new Arguments(words);
        arguments.parse();
        return arguments;
    }

    private void parse() throws Misuse {
        while (next < words.size()) {
            String word = words.get(next++);
            if (!word.startsWith("-") || word.length() == 1) throw new Misuse("");
            if (word.equals("--")) {
                while (next < words.size()) files.add(Path.of(words.get(next++)));
            } else {
                flag(word.substring(1));
            }
            // The version is shown at once, whatever else is wrong with the rest of the line.
            if (task == Task.VERSION || task == Task.BUILD_OPTIONS) return;
        }
        if (task != Task.CONDITION && files.isEmpty()) throw new Misuse("");
    }

    private void flag(String flag) throws Misuse {
        switch (flag.charAt(0)) {
            case 'v' -> task = flag.startsWith("vv") ? Task.BUILD_OPTIONS : Task.VERSION;
            case 'V' -> verbose = true;
            case 'q' -> quiet = true;
            case 'D' -> daemon = true;
            case 'd' -> debugLetter(flag);
            case 'W' -> {
                masterWorker = true;
                notifySupervisor |= flag.startsWith("Ws");
            }
            case 'c' -> {
                if (flag.startsWith("cc")) {
                    task = Task.CONDITION;
                    condition = value();
                } else if (task != Task.CONDITION) {
                    task = Task.CHECK;
                }
            }
            case 's' -> {
                if (!flag.startsWith("sf") && !flag.startsWith("st")) throw new Misuse("");
                oldPidsFinish = flag.charAt(1) == 'f';
                pids(flag.substring(0, 2));
            }
            case 'x' -> takeoverSocket = Optional.of(value("Unix socket path expected with the -x flag"));
            case 'S' -> masterSocket = Optional.of(value("Socket and optional bind parameters expected with -S"));
            case 'f' -> files.add(Path.of(value()));
            case 'p' -> pidFile = Optional.of(value());
            case 'C' -> directory = Optional.of(value());
            case 'L' -> localPeer = Optional.of(value());
            case 'n' -> maxConnections = number(value());
            case 'N' -> maxConnectionsPerProxy = number(value());
            case 'm' -> megabytes = number(value());
            default -> throw new Misuse("");
        }
    }

    private void debugLetter(String flag) {
        switch (flag.length() > 1 ? flag.charAt(1) : ' ') {
            case ' ' -> debug = true;
            case 'b' -> foreground = true;
            case 'W' -> fatalWarnings = true;
            case 'D' -> diagnostics = true;
            case 'K' -> keywordDump = Optional.of(flag.substring(2));
            case 'M' -> memoryOptions = Optional.of(flag.substring(2));
            default -> {
                // -dS, -dR, -dV, -de ...: pollers, splice, libc. They change nothing that hecd has.
            }
        }
    }

    private void pids(String flag) throws Misuse {
        while (next < words.size() && !words.get(next).startsWith("-")) {
            for (String word : words.get(next++).trim().split("\\s+", -1)) {
                if (word.isEmpty()) continue;
                long pid;
                try {
                    pid = Long.parseLong(word);
                } catch (NumberFormatException e) {
                    throw new Misuse("-" + flag + " option: '" + word + "' is not a process id");
                }
                if (pid <= 0) throw new Misuse("-" + flag + " option: '" + word + "' is not a process id");
                oldPids.add(pid);
            }
        }
    }

    private String value() throws Misuse {
        return value("");
    }

    private String value(String complaint) throws Misuse {
        if (next == words.size()) throw new Misuse(complaint);
        return words.get(next++);
    }

    /** As C's atol: leading digits count, anything else is 0. */
    private static long number(String text) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == ' ') from++;
        int to = from;
        if (to < text.length() && (text.charAt(to) == '-' || text.charAt(to) == '+')) to++;
        while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') to++;
        try {
            return Long.parseLong(text.substring(from, to));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The command line as it was given. */
    List<String> words() {
        return words;
    }

    /** -d and -db keep the process where it is, even against `daemon` in a file. */
    boolean staysInForeground() {
        return debug || foreground;
    }

    /** Files as they are found after `-C` (a JVM cannot change its directory; the launcher has when it could). */
    List<Path> resolvedFiles() {
        if (directory.isEmpty() || Environ.directoryIsSet()) return files;
        Path base = Path.of(directory.get());
        return files.stream().map(base::resolve).toList();
    }
}
