package org.lilt.midi.alsa;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** The real libasound. Mapped directly, because a call through a JNA proxy allocates. */
final class NativeAsound implements Asound {
    static {
        Native.register("asound");
    }

    @Override
    public native int snd_lib_error_set_handler(ErrorHandler handler);

    @Override
    public native String snd_strerror(int error);

    @Override
    public native int snd_seq_open(PointerByReference sequencer, String name, int streams, int mode);

    @Override
    public native int snd_seq_close(Pointer sequencer);

    @Override
    public native int snd_seq_set_client_name(Pointer sequencer, String name);

    @Override
    public native int snd_seq_client_id(Pointer sequencer);

    @Override
    public native int snd_seq_create_simple_port(Pointer sequencer, String name, int capabilities, int type);

    @Override
    public native int snd_seq_parse_address(Pointer sequencer, byte[] address, String text);

    @Override
    public native int snd_seq_connect_to(Pointer sequencer, int port, int client, int clientPort);

    @Override
    public native int snd_seq_event_output_direct(Pointer sequencer, Pointer event);

    @Override
    public native int snd_midi_event_new(long size, PointerByReference coder);

    @Override
    public native void snd_midi_event_free(Pointer coder);

    @Override
    public native long snd_midi_event_encode(Pointer coder, byte[] bytes, long count, Pointer event);
}
