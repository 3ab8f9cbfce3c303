package org.lilt.midi.input;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MidiParserTest {
    private final List<String> heard = new ArrayList<>();
    private final MidiParser parser = new MidiParser(
            new MidiListener() {
                @Override
                public void message(long nanos, int status, int data1, int data2) {
                    assertTrue(status >= 0x80 && (data1 | data2) < 0x80);
                    heard.add(String.format("%02x.%02x.%02x", status, data1, data2));
                }

                @Override
                public void systemExclusive(long nanos, byte[] data, int length) {
                    heard.add("exclusive " + HexFormat.of().formatHex(Arrays.copyOf(data, length)));
                }
            },
            8);

    private List<String> parse(String hex) {
        heard.clear();
        for (byte b : HexFormat.of().parseHex(hex.replace(" ", ""))) {
            parser.accept(0, b);
        }
        return List.copyOf(heard);
    }

    @Test
    void runningStatusGoesOnUntilTheNextStatus() {
        assertEquals(
                List.of("90.3c.40", "90.3e.40", "90.3c.00", "c1.49.00", "c1.28.00"),
                parse("90 3c40 3e40 3c00 c1 49 28"));
    }

    @Test
    void realTimeBytesMayStandAnywhereAndDisturbNothing() {
        assertEquals(
                List.of("f8.00.00", "90.3c.40", "fa.00.00", "90.3e.41", "f8.00.00", "exclusive 7e09"),
                parse("90 3c f8 40 fa 3e 41 f0 7e f8 09 f7"));
    }

    @Test
    void exclusiveAndCommonMessagesEndRunningStatus() {
        assertEquals(List.of("90.3c.40", "exclusive 01"), parse("90 3c40 f0 01 f7 3e 40"));
        assertEquals(List.of("f2.01.02"), parse("f2 01 02 03 04"));
        assertEquals(List.of("f3.05.00"), parse("f3 05 06"));
    }

    @Test
    void whatIsBrokenOffOrTooLongIsSkippedAndWhatFollowsIsRead() {
        assertEquals(List.of("80.3c.00"), parse("90 3c 80 3c 00"));
        assertEquals(List.of("90.3c.40"), parse("f0 01 02 90 3c 40"));
        assertEquals(List.of("90.3c.40"), parse("f0 01 02 03 04 05 06 07 08 09 f7 90 3c 40"));
        assertEquals(3, parser.skipped());
        assertEquals(List.of(), parse("f7"));
    }

    @Test
    void noiseIsReadWithoutAnError() {
        Random random = new Random(3);
        assertDoesNotThrow(() -> {
            for (int i = 0; i < 200_000; i++) {
                parser.accept(i, random.nextInt());
            }
        });
        assertTrue(parser.skipped() > 0);
    }
}
