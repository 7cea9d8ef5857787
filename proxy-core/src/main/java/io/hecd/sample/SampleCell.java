package io.hecd.sample;

import io.netty.util.concurrent.FastThreadLocal;

/**
 * A place for one sample per thread: what is compiled is shared by all workers, so it cannot hold the cell itself. Each
 * user has a cell of its own, so that an expression evaluated within another's evaluation does not disturb it.
 */
public final class SampleCell extends FastThreadLocal<Sample> {
    @Override
    protected Sample initialValue() {
        return new Sample();
    }
}
