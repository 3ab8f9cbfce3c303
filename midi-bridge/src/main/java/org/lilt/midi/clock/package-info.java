/**
 * MIDI clock, 24 pulses a quarter note: sent from the ticks of the music, and followed, with the jitter of the pulses filtered out by a
 * delay-locked loop. The sender belongs to the player thread; the follower is told pulses by a MIDI thread and asked by any.
 */
package org.lilt.midi.clock;
