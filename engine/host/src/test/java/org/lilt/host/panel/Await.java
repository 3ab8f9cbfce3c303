package org.lilt.host.panel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do, a few seconds at most. */
public final class Await {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 200_000;

    private Await() {}

    public static <T> T value(String what, Supplier<T> value) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            T found = value.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        throw new AssertionError("waited in vain for " + what);
    }

    public static void until(String what, BooleanSupplier condition) {
        value(what, () -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }
}
