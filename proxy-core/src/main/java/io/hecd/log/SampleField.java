package io.hecd.log;

import io.hecd.traffic.Transaction;

/** `%[expression]` */
record SampleField(Samples.Sampled sample, Style style) implements Field {
    @Override
    public void write(Transaction exchange, LogLine line) {
        int to = line.mark();
        line.append(sample, exchange, line.view);
        int from = line.mark();
        line.text(line.view, style);
        line.closeGap(to, from);
    }
}
