package io.hecd.health.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What the checks know of one server at a moment, for status pages and sockets. Immutable.
 *
 * @param durationMillis how long the last check took; -1 before the first
 * @param health see {@link RiseFall#health}
 * @param checkedAtMillis wall clock at the end of the last check, 0 before the first
 * @param failed checks that failed and counted
 * @param downs how often the server went from up to down
 * @param running a check is on its way now
 * @param events the last changes, oldest first
 */
public record HealthState(
        CheckStatus status,
        int code,
        String detail,
        long durationMillis,
        int health,
        int rise,
        int fall,
        long checkedAtMillis,
        long failed,
        long downs,
        boolean running,
        List<Event> events) {

    /** How many events are kept for each server. */
    public static final int EVENTS = 32;

    /** A result that changed something: when, what, and the state it led to ("UP 2/3", "DOWN"). */
    public record Event(long atMillis, CheckStatus status, int code, String detail, String state) {}

    static HealthState unchecked(RiseFall health) {
        return new HealthState(
                CheckStatus.INI, 0, "", -1, health.health(), health.rise(), health.fall(), 0, 0, 0, false, List.of());
    }

    HealthState running(boolean now) {
        return new HealthState(
                status, code, detail, durationMillis, health, rise, fall, checkedAtMillis, failed, downs, now, events);
    }

    /** Follows the counter without a check: a restart or new figures. */
    HealthState following(RiseFall now) {
        return new HealthState(
                status,
                code,
                detail,
                durationMillis,
                now.health(),
                now.rise(),
                now.fall(),
                checkedAtMillis,
                failed,
                downs,
                running,
                events);
    }

    /** The state after `result`; `changed` if it is worth an event. */
    HealthState after(CheckResult result, RiseFall now, long durationMillis, long atMillis, boolean changed) {
        boolean fell = health >= rise && !now.isUp();
        boolean counted = result.meaning() == CheckStatus.Meaning.FAILED && health > 0;
        return new HealthState(
                result.status(),
                result.code(),
                result.detail(),
                durationMillis,
                now.health(),
                now.rise(),
                now.fall(),
                atMillis,
                failed + (counted ? 1 : 0),
                downs + (fell ? 1 : 0),
                false,
                changed
                        ? with(new Event(atMillis, result.status(), result.code(), result.detail(), now.words()))
                        : events);
    }

    private List<Event> with(Event event) {
        List<Event> longer = new ArrayList<>(EVENTS);
        longer.addAll(events.size() < EVENTS ? events : events.subList(1, EVENTS));
        longer.add(event);
        return List.copyOf(longer);
    }

    /** `* ` in front while a check runs, as in the CSV: "* L7OK". */
    public String statusWord() {
        return (running ? "* " : "") + status;
    }
}
