package org.lilt.midi.jack;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import java.lang.reflect.Field;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;

/**
 * Learns that the server of a client has ended, without a call into the JVM: libjack tells it on a thread that it cancels when the client is released,
 * and where that meets the thread on its way out of the JVM (a server and its client that end at the same time), the JVM dies. So libjack is told to
 * call {@code time()} of the C library, which writes the time to where it is shown.
 */
final class ServerEnd {
    private static final Function TIME =
            NativeLibrary.getInstance(Platform.C_LIBRARY_NAME).getFunction("time");

    /** {@code time_t}: 0 until the server ends. */
    private final Memory time = new Memory(Long.BYTES);

    /** Of a client that is not yet active, which is when libjack takes such a wish. */
    ServerEnd(JackClient client) throws JackException {
        time.clear();
        NativeLibrary.getInstance("jack")
                .getFunction("jack_on_shutdown")
                .invoke(new Object[] {pointer(client), TIME, time});
    }

    private void listen(JackClient client) throws JackException {
        client.onShutdown(c -> time.setInt(0, 1));
    }

    /** JNAJack keeps the client's pointer to itself. */
    private static Pointer pointer(JackClient client) {
        try {
            Field field = JackClient.class.getDeclaredField("clientPtr");
            field.setAccessible(true);
            return ((PointerType) field.get(client)).getPointer();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another JNAJack than the one this was written for", e);
        }
    }

    /** Whether it has ended. [any thread; does not block, allocates nothing] */
    boolean hasCome() {
        return time.getInt(0) != 0;
    }
}
