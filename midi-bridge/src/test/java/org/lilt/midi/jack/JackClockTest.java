package org.lilt.midi.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JackClockTest {
    @Test
    void framesGoOnBeyondThirtyTwoBits() {
        long reference = 0xFFFF_FF00L;
        assertEquals(0x1_0000_0010L, JackClock.extend(reference, 0x10));
        assertEquals(0xFFFF_FE00L, JackClock.extend(reference, 0xFFFF_FE00));
        assertEquals(0x7_0000_0010L, JackClock.extend(0x6_FFFF_FFF0L, 0x10));
        assertEquals(0x6_FFFF_FFF0L, JackClock.extend(0x7_0000_0010L, 0xFFFF_FFF0));
    }
}
