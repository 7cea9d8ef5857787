package io.hecd.proxy;

/** The answers that hecd gives itself when an exchange fails: built-in pages, `errorfile`, `errorloc`. Compiled; shared by all workers. */
public interface Pages {
    /**
     * Makes the answer for `status` with {@link LiveTransaction#startAnswer} and {@link LiveTransaction#answerBody}.
     *
     * @return false if the connection is to be closed without a word (an empty `errorfile`)
     */
    boolean fill(Exchange exchange, int status);

    /** Whether an `errorfile` or `errorloc` line of this proxy has a page for `status`. */
    boolean has(int status);
}
