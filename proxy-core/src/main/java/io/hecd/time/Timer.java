package io.hecd.time;

/**
 * Something that may expire: one object for the life of its owner, armed and re-armed without allocation.
 * Confined to the thread of the {@link Timers} it is armed in.
 */
public abstract class Timer {
    static final int OUT = -1;

    /** When it should fire, in {@link Clock#millis}; Long.MAX_VALUE when it is not armed. */
    long deadline = Long.MAX_VALUE;
    /** The deadline under which it stands in the heap: never later than {@link #deadline}. */
    long queued;
    /** Its place in the heap, or OUT. */
    int at = OUT;

    /** Called on the timers' thread when the deadline has passed; it is not armed any more then. */
    protected abstract void expired();

    public final boolean isArmed() {
        return deadline != Long.MAX_VALUE;
    }
}
