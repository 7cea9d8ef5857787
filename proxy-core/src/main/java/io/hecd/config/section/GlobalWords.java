package io.hecd.config.section;

import io.hecd.config.model.BindConfig;
import io.hecd.config.model.GlobalSettings;
import io.hecd.config.text.Line;
import io.hecd.config.text.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words of `global` (manual 3.1 to 3.3) that do something. Those that do not are in {@link GlobalWordsWithoutEffect}. */
final class GlobalWords {
    private static final int MAX = Integer.MAX_VALUE;
    private static final String RUNTIME = "the runtime socket";

    static final Vocabulary<Draft> TABLE = table();

    private GlobalWords() {}

    private static Vocabulary<Draft> table() {
        var r = new Readers<Draft>(draft -> draft.global);
        String rules = "comes with the variables of rules";
        String lua = "there is no Lua";
        Vocabulary<Draft> table = new Vocabulary<Draft>()
                .differs("", "chroot", "said at start: a JVM does not change its root directory", GlobalWords::chroot)
                .supported("", "daemon", r.flag(GlobalSettings.DAEMON))
                .differs("", "description", "shown nowhere yet", r.joined(GlobalSettings.DESCRIPTION))
                .supported("", "gid", r.integer(GlobalSettings.GID, "a group number", 0, MAX))
                .supported("", "group", r.text(GlobalSettings.GROUP, "a group"))
                .supported("", "hard-stop-after", r.time(GlobalSettings.HARD_STOP_AFTER))
                .supported("", "log", (line, draft) -> draft.globalLogs.add(LogLine.read(line)))
                .supported("", "log-send-hostname", GlobalWords::logSendHostname)
                .supported("", "log-tag", r.text(GlobalSettings.LOG_TAG, "a tag"))
                .supported("", "master-worker", GlobalWords::masterWorker)
                .supported("", "maxconn", r.integer(GlobalSettings.MAXCONN, "a number of connections", 0, MAX))
                .supported("", "nbthread", r.integer(GlobalSettings.NBTHREAD, "a number of threads", 1, 4096))
                .differs("", "node", "shown nowhere yet", r.text(GlobalSettings.NODE, "a name"))
                .supported("", "pidfile", r.text(GlobalSettings.PIDFILE, "a file"))
                .supported(
                        "",
                        "presetenv",
                        (line, draft) -> draft.environment().setIfAbsent(variable(line), line.take("a value")))
                .supported("", "quiet", r.flag(GlobalSettings.QUIET))
                .supported("", "resetenv", GlobalWords::resetEnvironment)
                .supported("", "setenv", (line, draft) -> draft.environment().set(variable(line), value(line)))
                .supported("", "spread-checks", r.integer(GlobalSettings.SPREAD_CHECKS, "a percentage", 0, 50))
                .byModule("", "stats socket", RUNTIME, GlobalWords::statsSocket)
                .byModule("", "stats timeout", RUNTIME, r.time(GlobalSettings.STATS_TIMEOUT))
                .byModule(
                        "",
                        "stats maxconn",
                        RUNTIME,
                        r.integer(GlobalSettings.STATS_MAXCONN, "a number of connections", 1, MAX))
                .supported("", "tune.bufsize", GlobalWords::bufferSize)
                .supported("", "tune.http.maxhdr", r.integer(GlobalSettings.MAXHDR, "a number of headers", 1, 32767))
                .differs("", "tune.maxrewrite", "a head may fill all of tune.bufsize", GlobalWords::maxRewrite)
                .supported("", "uid", r.integer(GlobalSettings.UID, "a user number", 0, MAX))
                .supported("", "ulimit-n", r.integer(GlobalSettings.ULIMIT_N, "a number of descriptors", 1, MAX))
                .supported("", "unsetenv", GlobalWords::unsetEnvironment)
                .supported("", "user", r.text(GlobalSettings.USER, "a user"))
                .supported("", "zero-warning", r.flag(GlobalSettings.ZERO_WARNING))
                .notYet("", "", Vocabulary::rest, "default-path", "unix-bind", "maxconnrate", "maxsessrate")
                .notYet("", rules, Vocabulary::rest, "set-var", "set-var-fmt")
                .notYet("", lua, Vocabulary::rest, "lua-load", "lua-load-per-thread", "lua-prepend-path")
                .accepted("", "hecd is one process with threads, see 'nbthread'", Vocabulary::rest, "nbproc");
        GlobalWordsWithoutEffect.addTo(table);
        return table;
    }

    private static void chroot(Line line, Draft draft) {
        draft.global.set(GlobalSettings.CHROOT, line.take("a directory"), line.at());
    }

    private static void logSendHostname(Line line, Draft draft) {
        String name = line.hasNext()
                ? line.take("a name")
                : draft.environment().find("HOSTNAME").orElse(HOST_ITSELF);
        draft.global.set(GlobalSettings.LOG_SEND_HOSTNAME, name, line.at());
    }

    /** Stands for the host's name, which is asked for when the logs are opened. */
    static final String HOST_ITSELF = "*";

    private static void masterWorker(Line line, Draft draft) {
        if (line.hasNext() && !line.accept("no-exit-on-failure"))
            throw line.error(line.peek(), "unknown word '" + line.peek() + "'", "only 'no-exit-on-failure' may follow");
        draft.global.set(GlobalSettings.MASTER_WORKER, true, line.at());
    }

    private static void bufferSize(Line line, Draft draft) {
        Word word = line.peek();
        long size = line.takeSize("a size");
        if (size < 1024 || size > 1 << 30)
            throw line.error(word, "'" + word.text() + "' is out of range for 'tune.bufsize'", "from 1024 bytes to 1g");
        draft.global.set(GlobalSettings.BUFSIZE, (int) size, line.at());
    }

    private static void maxRewrite(Line line, Draft draft) {
        Word word = line.peek();
        long size = line.takeSize("a size");
        if (size > 1 << 30) throw line.error(word, "'" + word.text() + "' is too much for 'tune.maxrewrite'", "");
        draft.global.set(GlobalSettings.MAXREWRITE, (int) size, line.at());
    }

    private static void statsSocket(Line line, Draft draft) {
        Word address = line.takeWord("an address");
        BindConfig bind = new BindConfig(
                line.at(),
                AddressReader.listen(line, address),
                BindWords.words(line, draft.notes(), "on a stats socket line"));
        List<BindConfig> sockets = new ArrayList<>(draft.global.get(GlobalSettings.STATS_SOCKETS));
        sockets.add(bind);
        draft.global.set(GlobalSettings.STATS_SOCKETS, List.copyOf(sockets), line.at());
    }

    private static String variable(Line line) {
        return line.take("the name of a variable");
    }

    private static String value(Line line) {
        // An empty value is fine, and the last empty word of a line is not there at all.
        return line.hasNext() ? line.next().text() : "";
    }

    private static void resetEnvironment(Line line, Draft draft) {
        Set<String> kept = new HashSet<>();
        for (Word name : line.rest()) kept.add(name.text());
        draft.environment().retain(kept);
    }

    private static void unsetEnvironment(Line line, Draft draft) {
        if (!line.hasNext()) throw line.error(line.peek(), "'unsetenv' needs the name of a variable", "");
        for (Word name : line.rest()) draft.environment().remove(name.text());
    }
}
