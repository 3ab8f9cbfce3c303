/**
 * MIDI that comes in: from a byte stream, from ports of the system and from JACK. Messages are told to a listener on the thread on
 * which they come.
 */
package org.lilt.midi.input;
