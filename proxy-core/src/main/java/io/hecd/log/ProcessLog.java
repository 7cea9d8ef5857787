package io.hecd.log;

import io.hecd.bytes.ByteView;
import io.hecd.config.text.RawText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sentences about the process and its servers, not about traffic: "Server app/s1 is DOWN, ...". They go to the `log` lines
 * of a proxy, or of the global section, and to the program's own log. On the control thread.
 */
public final class ProcessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.hecd");
    private static final Style PLAIN = new Style(false, false, false, LogFormat.Use.LOG);

    private final LogTarget[] targets;
    private final LogSender sender;
    private final ByteView text = new ByteView();

    /** @param sender the control thread's, see {@link Logs#controlSender} */
    public ProcessLog(LogTarget[] targets, LogSender sender) {
        this.targets = targets;
        this.sender = sender;
    }

    /** A backend has no server left (manual 4.2, log). */
    public void emergency(String sentence) {
        LOG.error(sentence);
        send(LogLevel.EMERG, sentence);
    }

    /** A server went down. */
    public void alert(String sentence) {
        LOG.error(oneLine(sentence));
        send(LogLevel.ALERT, sentence);
    }

    /** Something ends for good: a proxy, the process. */
    public void warning(String sentence) {
        LOG.warn(oneLine(sentence));
        send(LogLevel.WARNING, sentence);
    }

    /** A server came up, a check's result (`option log-health-checks`), a start. */
    public void notice(String sentence) {
        LOG.info(oneLine(sentence));
        send(LogLevel.NOTICE, sentence);
    }

    /** A server's answer may stand in a sentence, and must not start a line of its own there either. */
    private static String oneLine(String sentence) {
        return sentence.replaceAll("\\p{Cntrl}", " ");
    }

    private void send(int level, String sentence) {
        byte[] bytes = RawText.encode(sentence);
        sender.message().text(text.set(bytes, 0, bytes.length), PLAIN);
        sender.data();
        sender.send(targets, level);
    }
}
