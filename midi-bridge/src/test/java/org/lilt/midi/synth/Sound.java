package org.lilt.midi.synth;

/** What tests ask of sound: 16-bit stereo frames. */
record Sound(byte[] bytes, int offset) {
    static Sound render(SoundRenderer renderer, int frames) {
        byte[] bytes = new byte[frames * SoundRenderer.FRAME_BYTES];
        byte[] block = new byte[renderer.block() * SoundRenderer.FRAME_BYTES];
        for (int at = 0; at + block.length <= bytes.length; at += block.length) {
            renderer.render(block, renderer.block());
            System.arraycopy(block, 0, bytes, at, block.length);
        }
        return new Sound(bytes, 0);
    }

    int frames() {
        return (bytes.length - offset) / SoundRenderer.FRAME_BYTES;
    }

    int sample(int frame, int channel) {
        int at = offset + frame * SoundRenderer.FRAME_BYTES + channel * 2;
        return (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
    }

    /** First frame whose sample is louder than a threshold; -1 when there is none. */
    int onset(int threshold) {
        for (int frame = 0; frame < frames(); frame++) {
            if (Math.abs(sample(frame, 0)) > threshold || Math.abs(sample(frame, 1)) > threshold) {
                return frame;
            }
        }
        return -1;
    }

    int peak(int from, int to) {
        int peak = 0;
        for (int frame = from; frame < to; frame++) {
            peak = Math.max(peak, Math.max(Math.abs(sample(frame, 0)), Math.abs(sample(frame, 1))));
        }
        return peak;
    }

    double mean(int from, int to) {
        double sum = 0;
        for (int frame = from; frame < to; frame++) {
            sum += sample(frame, 0);
        }
        return sum / (to - from);
    }

    /** Strength of a frequency in a stretch of the left channel, by Goertzel's recurrence under a Hann window. */
    double strength(double hertz, int from, int to) {
        double omega = 2 * Math.PI * hertz / SoundRenderer.RATE;
        double coefficient = 2 * Math.cos(omega);
        double s1 = 0;
        double s2 = 0;
        int n = to - from;
        for (int i = 0; i < n; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / n);
            double s = window * sample(from + i, 0) + coefficient * s1 - s2;
            s2 = s1;
            s1 = s;
        }
        return Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - coefficient * s1 * s2)) / n;
    }
}
