package io.hecd.proxy;

/** What a phase says when it has done what it can. */
public enum Step {
    /** On to the next chapter. */
    NEXT,
    /** The phase chose the chapter itself: a retry goes back to ASSIGN, an ending goes to FINISH. */
    TURN,
    /** Something must happen first; whoever was waited for calls {@link Exchange#advance} again. */
    WAIT
}
