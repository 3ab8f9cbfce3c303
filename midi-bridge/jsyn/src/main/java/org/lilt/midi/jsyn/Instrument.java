package org.lilt.midi.jsyn;

import java.util.function.IntFunction;

/** The band, and which General MIDI programs each of its instruments stands in for. */
enum Instrument {
    FIDDLE(seed -> new Fiddle()),
    WHISTLE(Whistle::new),
    CONCERTINA(seed -> new Concertina()),
    HARP(Plucked::harp),
    BASS(Plucked::bass),
    BODHRAN(Bodhran::new);

    /** Makes a voice; noise in it takes the seed. */
    final IntFunction<Voice> voice;

    Instrument(IntFunction<Voice> voice) {
        this.voice = voice;
    }

    /**
     * The nearest instrument of the band.
     *
     * @param program General MIDI program, 0 to 127
     */
    static Instrument of(int program) {
        return switch (program) {
            case 45, 46 -> HARP; // pizzicato strings and harp, among bowed ones
            case 47 -> BODHRAN; // timpani
            case 109, 111 -> CONCERTINA; // bagpipe and shanai: reeds
            case 110 -> FIDDLE;
            default ->
                switch (program / 8) {
                    case 2, 7, 8 -> CONCERTINA; // organs and accordions, brass, reeds
                    case 4 -> BASS;
                    case 5, 6 -> FIDDLE; // strings, ensembles and choirs
                    case 9, 10, 11 -> WHISTLE; // pipes, synthesizer leads and pads
                    case 14 -> BODHRAN; // percussion with a pitch
                    default -> HARP; // pianos, chromatic percussion, guitars, the plucked ones of the world, effects
                };
        };
    }
}
