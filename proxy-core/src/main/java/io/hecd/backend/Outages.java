package io.hecd.backend;

/**
 * How often and how long a server or a backend was down (management 9.1, chkdown and downtime), and when that changed last.
 * Written by the control thread, read by anybody.
 */
public final class Outages {
    private boolean begun;
    private volatile boolean down;
    private volatile int count;
    private volatile long changedAtMillis;
    private volatile long pastMillis;

    /** How it begins, which is no change. */
    void begin(boolean isDown, long nowMillis) {
        begun = false;
        set(isDown, nowMillis);
    }

    /** It is down or up now; the first call says how it begins. */
    void set(boolean isDown, long nowMillis) {
        if (begun && isDown == down) return;
        int before = count;
        if (begun && isDown) count = before + 1;
        if (begun && !isDown) pastMillis = downMillis(nowMillis);
        begun = true;
        changedAtMillis = nowMillis;
        down = isDown;
    }

    /** From up to down. */
    public int count() {
        return count;
    }

    /** Wall clock of the last change, or of the beginning. */
    public long changedAtMillis() {
        return changedAtMillis;
    }

    public long downMillis(long nowMillis) {
        return down ? pastMillis + Math.max(0, nowMillis - changedAtMillis) : pastMillis;
    }
}
