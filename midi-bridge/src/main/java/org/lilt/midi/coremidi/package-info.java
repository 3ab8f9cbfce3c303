/**
 * A virtual source of CoreMIDI, which every DAW on macOS shows as an input, by JNA. Messages carry the host's time stamps: the player
 * thread hands them over a little ahead, and whoever receives them plays each at its time.
 */
package org.lilt.midi.coremidi;
