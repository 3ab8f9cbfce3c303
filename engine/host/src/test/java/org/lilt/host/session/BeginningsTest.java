package org.lilt.host.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BeginningsTest {
    @Test
    void theFirstBarsAfterThePickupAndTheFieldsAreTheBeginning() {
        String tune = "R:jig\nM:6/8\nK:D\nA|\"D\"dfa \"A|7\"gec|[DF]AB d3|\nABA e3|\n";
        assertEquals("R:jig\nM:6/8\nK:D\nA|\"D\"dfa \"A|7\"gec|[DF]AB d3|", Beginnings.of(tune, 2));
        assertEquals(tune, Beginnings.of(tune, 20));
        assertEquals("K:C", Beginnings.of("K:C", 2));
    }
}
