package org.lilt.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SplitMix64Test {
    @Test
    void numbersAreThoseOfTheReferenceImplementation() {
        // Output of Sebastiano Vigna's splitmix64.c for this seed.
        SplitMix64 random = new SplitMix64(1_234_567);
        assertEquals(6_457_827_717_110_365_317L, random.nextLong());
        assertEquals(3_203_168_211_198_807_973L, random.nextLong());
        assertEquals(Long.parseUnsignedLong("9817491932198370423"), random.nextLong());
        assertEquals(4_593_380_528_125_082_431L, random.nextLong());
        assertEquals(Long.parseUnsignedLong("16408922859458223821"), random.nextLong());
    }
}
