package org.lilt.midi.jsyn;

import org.lilt.midi.ShortMessages;
import org.lilt.midi.synth.SoundRenderer;

/** Plays a band to the end of what it was sent, and measures what is heard. Full scale is 1. */
final class Listening {
    static final int SECOND = SoundRenderer.RATE;
    static final int FIDDLE = 40;
    static final int WHISTLE = 72;
    static final int CONCERTINA = 21;
    static final int HARP = 46;
    static final int BASS = 32;

    private static final int VOLUME = 7;
    private static final int REVERB = 91;

    final double[] left;
    final double[] right;

    private Listening(double[] left, double[] right) {
        this.left = left;
        this.right = right;
    }

    /** A band whose first channel plays an instrument without room and without the bodhran along. */
    static JsynRenderer dry(int program) {
        JsynRenderer band = new JsynRenderer();
        band.send(0, ShortMessages.PROGRAM, program, 0);
        band.send(0, ShortMessages.CONTROL, REVERB, 0);
        band.send(0, ShortMessages.CONTROL | 9, VOLUME, 0);
        return band;
    }

    static void note(JsynRenderer band, int from, int to, int pitch, int velocity) {
        band.send(from, ShortMessages.NOTE_ON, pitch, velocity);
        band.send(to, ShortMessages.NOTE_OFF, pitch, 0);
    }

    static byte[] bytes(SoundRenderer band, int frames) {
        byte[] all = new byte[frames / band.block() * band.block() * SoundRenderer.FRAME_BYTES];
        byte[] block = new byte[band.block() * SoundRenderer.FRAME_BYTES];
        for (int at = 0; at < all.length; at += block.length) {
            band.render(block, band.block());
            System.arraycopy(block, 0, all, at, block.length);
        }
        return all;
    }

    static Listening to(SoundRenderer band, int frames) {
        byte[] bytes = bytes(band, frames);
        double[] left = new double[bytes.length / SoundRenderer.FRAME_BYTES];
        double[] right = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = sample(bytes, i * SoundRenderer.FRAME_BYTES);
            right[i] = sample(bytes, i * SoundRenderer.FRAME_BYTES + 2);
        }
        return new Listening(left, right);
    }

    private static double sample(byte[] bytes, int at) {
        return (short) (bytes[at] & 0xFF | bytes[at + 1] << 8) / 32_768.0;
    }

    double peak(int from, int to) {
        double peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        return peak;
    }

    double mean(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += left[i];
        }
        return sum / (to - from);
    }

    /** Level of the left side in decibels. */
    double level(int from, int to) {
        return level(left, from, to);
    }

    static double level(double[] side, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += side[i] * side[i];
        }
        return 10 * Math.log10(sum / (to - from) + 1e-12);
    }

    /** The first frame that is louder than a threshold; -1 when there is none. */
    int onset(double threshold) {
        for (int i = 0; i < left.length; i++) {
            if (Math.abs(left[i]) > threshold) {
                return i;
            }
        }
        return -1;
    }

    /** The greatest second difference, which a click raises far above that of the note itself. */
    double sharpest(int from, int to) {
        double sharpest = 0;
        for (int i = from; i < to; i++) {
            sharpest = Math.max(sharpest, Math.abs(left[i + 1] - 2 * left[i] + left[i - 1]));
        }
        return sharpest;
    }

    /** Power of the left side at a frequency, under a Hann window, by Goertzel's recurrence. */
    double power(double hertz, int from, int to) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / SECOND);
        int n = to - from;
        double s1 = 0;
        double s2 = 0;
        for (int i = 0; i < n; i++) {
            double s = (0.5 - 0.5 * Math.cos(2 * Math.PI * i / n)) * left[from + i] + coefficient * s1 - s2;
            s2 = s1;
            s1 = s;
        }
        return (s1 * s1 + s2 * s2 - coefficient * s1 * s2) / n / n;
    }

    /**
     * How far the fundamental is from where it is expected, in cents: the centre of the power around it, which is the pitch that is
     * heard under a vibrato and of two reeds alike.
     */
    double cents(double expected, int from, int to) {
        double reach = Math.max(4.0 * SECOND / (to - from), 0.035 * expected);
        double sum = 0;
        double moment = 0;
        for (int i = -60; i <= 60; i++) {
            double hertz = expected + reach * i / 60;
            double power = power(hertz, from, to);
            sum += power;
            moment += power * hertz;
        }
        return 1200 * Math.log(moment / sum / expected) / Math.log(2);
    }

    static double hertz(int pitch) {
        return 440 * Math.pow(2, (pitch - 69) / 12.0);
    }
}
