package org.lilt.midi.alsa;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;

/** A sequencer without a kernel. The coder, which needs no kernel, is libasound's own where that is installed. */
final class FakeAsound implements Asound {
    final List<byte[]> events = new ArrayList<>();
    int openError;
    int outputError;
    int connectedTo = -1;
    boolean open;
    private final Asound real;

    FakeAsound(Asound real) {
        this.real = real;
    }

    @Override
    public int snd_lib_error_set_handler(ErrorHandler handler) {
        return 0;
    }

    @Override
    public String snd_strerror(int error) {
        return "error " + error;
    }

    @Override
    public int snd_seq_open(PointerByReference sequencer, String name, int streams, int mode) {
        sequencer.setValue(new Memory(1));
        open = openError == 0;
        return openError;
    }

    @Override
    public int snd_seq_close(Pointer sequencer) {
        open = false;
        return 0;
    }

    @Override
    public int snd_seq_set_client_name(Pointer sequencer, String name) {
        return 0;
    }

    @Override
    public int snd_seq_client_id(Pointer sequencer) {
        return 129;
    }

    @Override
    public int snd_seq_create_simple_port(Pointer sequencer, String name, int capabilities, int type) {
        return capabilities == 33 ? 2 : -22;
    }

    @Override
    public int snd_seq_parse_address(Pointer sequencer, byte[] address, String text) {
        if (!text.equals("FLUID")) {
            return -2;
        }
        address[0] = (byte) 200;
        address[1] = 1;
        return 0;
    }

    @Override
    public int snd_seq_connect_to(Pointer sequencer, int port, int client, int clientPort) {
        connectedTo = client;
        return 0;
    }

    @Override
    public int snd_seq_event_output_direct(Pointer sequencer, Pointer event) {
        if (outputError == 0) {
            events.add(event.getByteArray(0, 28));
        }
        return outputError;
    }

    @Override
    public int snd_midi_event_new(long size, PointerByReference coder) {
        return real.snd_midi_event_new(size, coder);
    }

    @Override
    public void snd_midi_event_free(Pointer coder) {
        real.snd_midi_event_free(coder);
    }

    @Override
    public long snd_midi_event_encode(Pointer coder, byte[] bytes, long count, Pointer event) {
        return real.snd_midi_event_encode(coder, bytes, count, event);
    }
}
