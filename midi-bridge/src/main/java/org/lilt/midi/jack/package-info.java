/**
 * A MIDI port of a JACK server (jackd or PipeWire), by JNAJack. The player thread queues messages, the server's process thread writes
 * each at its frame; the two meet in a ring alone.
 */
package org.lilt.midi.jack;
