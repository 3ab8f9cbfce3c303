package org.lilt.host.panel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads or a browser do; looks ever less often, as looking takes the processor from what is waited for. */
public final class Await {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long FIRST_LOOK_NANOS = 200_000;
    private static final long LAST_LOOK_NANOS = 20_000_000;

    private Await() {}

    public static <T> T value(String what, Supplier<T> value) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (long pause = FIRST_LOOK_NANOS; System.nanoTime() < end; pause = Math.min(2 * pause, LAST_LOOK_NANOS)) {
            T found = value.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(pause);
        }
        throw new AssertionError("waited in vain for " + what);
    }

    public static void until(String what, BooleanSupplier condition) {
        value(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }
}
