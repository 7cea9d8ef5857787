package io.hecd.admin.command;

import io.hecd.proxy.Worker;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;

/** `show pools`: what is kept for reuse. The JVM's heap is no pool, but it is what an operator wants to know. */
final class ShowPools implements Command {
    @Override
    public String name() {
        return "show pools";
    }

    @Override
    public String synopsis() {
        return name();
    }

    @Override
    public String description() {
        return "report information about the memory pools usage";
    }

    @Override
    public Answer run(Request request) {
        return Answer.later(request.house().ask(Worker::exchangesOut).thenApply(out -> {
            long used = out.stream().mapToLong(Long::longValue).sum();
            StringBuilder lines = new StringBuilder("Dumping pools usage.\n");
            lines.append("  - Pool exchange : ").append(used).append(" used\n");
            if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers)
                lines.append("  - Pool buffer : ")
                        .append(buffers.metric().usedDirectMemory())
                        .append(" bytes allocated outside the heap\n");
            Runtime jvm = Runtime.getRuntime();
            lines.append("Total: heap ")
                    .append(jvm.totalMemory() - jvm.freeMemory())
                    .append(" bytes used, ")
                    .append(jvm.totalMemory())
                    .append(" bytes allocated, ")
                    .append(jvm.maxMemory())
                    .append(" bytes at most.\n");
            return Answer.lines(lines);
        }));
    }
}
