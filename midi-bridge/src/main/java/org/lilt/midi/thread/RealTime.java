package org.lilt.midi.thread;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real-time scheduling for a thread of this process, on Linux, where the system grants it: to root, and to those to whom {@code rtprio} in
 * {@code limits.conf} does, as distributions do for their audio group. Such a thread goes before every ordinary one as soon as it wakes. It is
 * for threads that wait most of the time: one that does not would keep a processor to itself.
 */
public final class RealTime {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final int SCHED_FIFO = 1;

    /** Threads that it begins are ordinary ones. */
    private static final int SCHED_RESET_ON_FORK = 0x4000_0000;

    /** Of the first; above ordinary threads, below those of a JACK server, which run at 10 and more. */
    private static final int PRIORITY = 5;

    private static final int LEAST_PRIORITY = 1;

    private RealTime() {}

    /**
     * Asks for it. [any thread; loads a native library, so that a thread that is in a hurry does not call it]
     *
     * @param threadNames names of Java threads that run, each of which goes before the next; of a name, the system knows the first 15
     *     characters
     * @return whether all of them have it now; false on other systems, and where the system refuses
     */
    public static boolean grant(String... threadNames) {
        boolean granted = true;
        for (int i = 0; i < threadNames.length; i++) {
            granted &= grant(threadNames[i], PRIORITY - i);
        }
        return granted;
    }

    /**
     * Asks for it for the thread that calls, which then goes before ordinary ones and behind those that are asked for by name. For what answers somebody who
     * waits, and is short. [any thread; loads a native library]
     *
     * @return whether it has it now; false on other systems, and where the system refuses
     */
    public static boolean grantThisThread() {
        try {
            return grant(Integer.parseInt(THIS_THREAD.toRealPath().getFileName().toString()), LEAST_PRIORITY);
        } catch (IOException e) {
            return false; // another system
        }
    }

    private static boolean grant(String threadName, int priority) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(threadName)) {
                    return grant(Integer.parseInt(thread.getFileName().toString()), priority);
                }
            }
        } catch (IOException e) {
            return false; // another system, or a thread that has ended meanwhile
        }
        return false;
    }

    private static boolean grant(int thread, int priority) {
        try (Memory parameters = new Memory(Integer.BYTES)) { // struct sched_param
            Function set = NativeLibrary.getInstance("c").getFunction("sched_setscheduler");
            parameters.setInt(0, priority);
            return set.invokeInt(new Object[] {thread, SCHED_FIFO | SCHED_RESET_ON_FORK, parameters}) == 0;
        } catch (LinkageError e) {
            // No native library may be loaded. The second asking says so by another error than the first.
            return false;
        }
    }
}
