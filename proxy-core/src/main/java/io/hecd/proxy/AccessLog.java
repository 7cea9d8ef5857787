package io.hecd.proxy;

import io.hecd.log.Moment;

/** Where the line of an exchange goes: format, targets and the options that suppress lines, compiled. */
public interface AccessLog {
    AccessLog NONE = new AccessLog() {
        @Override
        public Moment moment() {
            return Moment.END;
        }

        @Override
        public void write(Exchange exchange) {}
    };

    /** When all that the line tells is known: the earlier it is written, the less it can tell (`option logasap`). */
    Moment moment();

    /** Writes the line on the exchange's worker; never blocks. */
    void write(Exchange exchange);
}
