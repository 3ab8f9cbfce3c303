package org.lilt.engine.player;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final long COMPILED_AFTER = 5_000;

    @Test
    void sendsMoreThanTheSecondCompilerWaitsFor() {
        long messages = Rehearsal.play();
        assertTrue(messages > 4 * COMPILED_AFTER, messages + " messages");
    }
}
