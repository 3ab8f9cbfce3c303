/**
 * A queue from one thread to one other that never blocks, never allocates and keeps the order: how messages get from the player thread
 * to the threads that play or write them.
 */
package org.lilt.midi.ring;
