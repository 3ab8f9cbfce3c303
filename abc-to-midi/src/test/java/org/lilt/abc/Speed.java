package org.lilt.abc;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Characters per second of processor time, reading a file over and over into nothing. */
final class Speed {
    private static final class Nothing implements AbcEvents {
        long sum;

        @Override
        public void noteOn(long tick, int channel, int pitch, int velocity, long character) {
            sum += tick + pitch;
        }

        @Override
        public void noteOff(long tick, int channel, int pitch, long character) {
            sum -= tick;
        }
    }

    private Speed() {}

    public static void main(String[] args) throws Exception {
        String abc = AbcFile.decode(Files.readAllBytes(Path.of(args[0])));
        AbcOptions options =
                args.length > 1 ? AbcOptions.LIVE.withAccompaniment(args[1].equals("live")) : AbcOptions.FILE;
        Nothing nothing = new Nothing();
        for (int round = 0; round < 8; round++) {
            long from = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            for (int i = 0; i < 20; i++) {
                AbcFile.read(abc, nothing, AbcDiagnostics.NONE, options);
            }
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - from) / 1e9;
            System.out.printf(
                    "%.1f million characters a second (%d)%n", 20 * abc.length() / seconds / 1e6, nothing.sum);
        }
    }
}
