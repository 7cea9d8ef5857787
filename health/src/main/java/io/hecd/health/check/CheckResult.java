package io.hecd.health.check;

/**
 * How one check ended.
 *
 * @param code the HTTP status that was seen, 0 when none was
 * @param detail a few words more, may be empty: "Connection refused", the reason phrase of a wrong status
 */
public record CheckResult(CheckStatus status, int code, String detail) {
    public CheckResult(CheckStatus status, String detail) {
        this(status, 0, detail);
    }

    public CheckStatus.Meaning meaning() {
        return status.meaning();
    }
}
