/**
 * MIDI ports that the system has already, by {@code javax.sound.midi}: hardware everywhere, loopMIDI on Windows. They cannot schedule:
 * the player thread sends at the moment.
 */
package org.lilt.midi.javasound;
