package io.hecd.admin.launch;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * The few functions of the C library that Java has no words for, through the foreign-function API of Java 22 and
 * newer. Reached by reflection, because our sources are Java 17. glibc's setuid changes all threads, as POSIX wants;
 * the bare system call would change one.
 */
final class LibC {
    private final Object linker;
    private final Object symbols;
    private final Object intLayout;
    private final Object longLayout;
    private final Object addressLayout;
    private final Object nullAddress;

    private LibC() throws ReflectiveOperationException {
        Class<?> linkerClass = Class.forName("java.lang.foreign.Linker");
        linker = linkerClass.getMethod("nativeLinker").invoke(null);
        symbols = linkerClass.getMethod("defaultLookup").invoke(linker);
        Class<?> layouts = Class.forName("java.lang.foreign.ValueLayout");
        intLayout = layouts.getField("JAVA_INT").get(null);
        longLayout = layouts.getField("JAVA_LONG").get(null);
        addressLayout = layouts.getField("ADDRESS").get(null);
        nullAddress = Class.forName("java.lang.foreign.MemorySegment")
                .getField("NULL")
                .get(null);
    }

    /** Empty on a JVM that has no such API. */
    static Optional<LibC> find() {
        if (Runtime.version().feature() < 22) return Optional.empty();
        try {
            return Optional.of(new LibC());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Groups first, then group, then user: each step needs what the last one takes away. */
    boolean becomes(int uid, int gid) {
        boolean done = call("setgroups", new Object[] {longLayout, addressLayout}, 0L, nullAddress) == 0;
        if (gid > 0) done &= call("setgid", new Object[] {intLayout}, gid) == 0;
        if (uid > 0) done &= call("setuid", new Object[] {intLayout}, uid) == 0;
        return done;
    }

    /** Calls a function that returns an int; -1 also when it is not there. */
    private int call(String name, Object[] parameterLayouts, Object... arguments) {
        try {
            Class<?> layoutClass = Class.forName("java.lang.foreign.MemoryLayout");
            Class<?> descriptorClass = Class.forName("java.lang.foreign.FunctionDescriptor");
            Class<?> optionClass = Class.forName("java.lang.foreign.Linker$Option");
            Object layouts = Array.newInstance(layoutClass, parameterLayouts.length);
            for (int i = 0; i < parameterLayouts.length; i++) Array.set(layouts, i, parameterLayouts[i]);
            Object descriptor = descriptorClass
                    .getMethod("of", layoutClass, layouts.getClass())
                    .invoke(null, intLayout, layouts);
            Method find = Class.forName("java.lang.foreign.SymbolLookup").getMethod("find", String.class);
            Object symbol = ((Optional<?>) find.invoke(symbols, name)).orElseThrow();
            Object options = Array.newInstance(optionClass, 0);
            Method downcall = Class.forName("java.lang.foreign.Linker")
                    .getMethod(
                            "downcallHandle",
                            Class.forName("java.lang.foreign.MemorySegment"),
                            descriptorClass,
                            options.getClass());
            MethodHandle handle = (MethodHandle) downcall.invoke(linker, symbol, descriptor, options);
            return (int) handle.invokeWithArguments(Arrays.asList(arguments));
        } catch (Throwable e) {
            // MethodHandle declares Throwable; whatever it is, the call has not been made.
            return -1;
        }
    }
}
