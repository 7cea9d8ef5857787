package io.hecd.sample;

import io.hecd.bytes.ByteView;
import io.netty.util.concurrent.FastThreadLocal;

/** A place for one view per thread, for what is shared by all workers. Each user has one of its own, see {@link SampleCell}. */
public final class ViewCell extends FastThreadLocal<ByteView> {
    @Override
    protected ByteView initialValue() {
        return new ByteView();
    }
}
