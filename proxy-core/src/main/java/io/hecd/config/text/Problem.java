package io.hecd.config.text;

/**
 * One thing to tell the author of a configuration: a sentence, its place, and what could be done about it.
 *
 * @param code a short stable word for programs, as `syntax` or `unknown-keyword`
 * @param length how many characters of the line are meant; 0 for the line as a whole
 * @param hint one sentence, or empty
 */
public record Problem(Severity severity, String code, Position at, int length, String message, String hint) {
    /** One line: `edge.cfg:31:9: error: unknown action 'set-hedaer' in http-request; did you mean 'set-header'?`. */
    @Override
    public String toString() {
        return (at.isNone() ? "" : at + ": ") + severity.word() + ": " + message + (hint.isEmpty() ? "" : "; " + hint);
    }
}
