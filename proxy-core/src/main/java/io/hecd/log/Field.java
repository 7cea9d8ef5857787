package io.hecd.log;

import io.hecd.traffic.Transaction;

/** One compiled piece of a log format. Without state, shared by all workers. */
interface Field {
    void write(Transaction exchange, LogLine line);

    /** A fixed text. */
    final class Literal implements Field {
        private final byte[] text;

        Literal(byte[] text) {
            this.text = text;
        }

        @Override
        public void write(Transaction exchange, LogLine line) {
            line.put(text);
        }
    }

    /** A space between fields; several in a row become one where the format merges them. */
    record Space() implements Field {
        @Override
        public void write(Transaction exchange, LogLine line) {
            line.put(' ');
        }
    }

    /** A field that may leave nothing behind, so that the spaces around it are one: captures where none are configured. */
    record Vanishing(Field field) implements Field {
        @Override
        public void write(Transaction exchange, LogLine line) {
            field.write(exchange, line);
        }
    }
}
