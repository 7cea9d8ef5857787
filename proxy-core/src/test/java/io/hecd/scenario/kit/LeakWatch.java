package io.hecd.scenario.kit;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Hears of Netty buffers that were dropped without being released. The build runs the detector at the paranoid level; it
 * reports when the garbage collector has found a buffer and the next one is made, so a look at the end costs a collection.
 */
final class LeakWatch {
    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    static {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Reporting());
    }

    private final int before = REPORTS.size();

    /** The reports since this watch began. */
    List<String> found() {
        return List.copyOf(REPORTS.subList(before, REPORTS.size()));
    }

    private static final class Reporting extends ResourceLeakDetectorFactory {
        @Override
        @SuppressWarnings("deprecation") // the factory's own signature
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int interval, long maxActive) {
            return new Detector<>(resource, interval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<?> resource, int interval) {
            super(resource, interval);
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            REPORTS.add(resourceType + records);
            super.reportTracedLeak(resourceType, records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            REPORTS.add(resourceType);
            super.reportUntracedLeak(resourceType);
        }
    }
}
