package org.lilt.midi.alsa;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * What is used of libasound, as its documentation has it (alsa-project.org, "MIDI Sequencer" and "MIDI Sequencer event to MIDI byte
 * stream coder"). Functions that return an int return a negative error number when they fail.
 */
interface Asound {
    /** The handler of error messages; more arguments may follow, which are not looked at. */
    interface ErrorHandler extends Callback {
        /**
         * Takes an error message.
         *
         * @param file source file
         * @param line its line
         * @param function its function
         * @param error error number
         * @param format format of the message
         */
        void invoke(Pointer file, int line, Pointer function, int error, Pointer format);
    }

    int snd_lib_error_set_handler(ErrorHandler handler);

    String snd_strerror(int error);

    int snd_seq_open(PointerByReference sequencer, String name, int streams, int mode);

    int snd_seq_close(Pointer sequencer);

    int snd_seq_set_client_name(Pointer sequencer, String name);

    int snd_seq_client_id(Pointer sequencer);

    int snd_seq_create_simple_port(Pointer sequencer, String name, int capabilities, int type);

    int snd_seq_parse_address(Pointer sequencer, byte[] address, String text);

    int snd_seq_connect_to(Pointer sequencer, int port, int client, int clientPort);

    int snd_seq_event_output_direct(Pointer sequencer, Pointer event);

    int snd_midi_event_new(long size, PointerByReference coder);

    void snd_midi_event_free(Pointer coder);

    long snd_midi_event_encode(Pointer coder, byte[] bytes, long count, Pointer event);
}
