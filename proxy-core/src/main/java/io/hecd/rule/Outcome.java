package io.hecd.rule;

/** What an action says about the rest of its rule set. */
public enum Outcome {
    /** Go on with the next rule. */
    CONTINUE,
    /** Leave this rule set; the exchange goes on. */
    ALLOW,
    /** Send the page of {@link Action#pageStatus}; if that is 0, the answer the action has made in the transaction. Logged as LOCAL. */
    ANSWER,
    /** Refuse with the error page of {@link Action#pageStatus}; if that is 0, with the answer the action has made. */
    DENY,
    /** Close the connection without a word. */
    CLOSE,
    /** Not decidable yet: come back when more has arrived or the inspect delay is over. */
    WAIT,
    /** The action failed (no room for an edit): 400 on a request, 502 on a response, as HAProxy does. */
    FAIL,
    /** Go on; an edit of the same set that fails from here on is passed over. Never leaves the rule set. */
    LENIENT,
    /** Go on; the opposite of LENIENT. Never leaves the rule set. */
    STRICT
}
