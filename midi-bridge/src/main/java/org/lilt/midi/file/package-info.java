/**
 * Standard MIDI files: written whole, recorded live, and read. Times are ticks, 10,080 to the quarter note, so nothing here knows a
 * clock. A whole file belongs to the thread that builds it; a recording takes messages from the player thread and writes on a thread
 * of its own.
 */
package org.lilt.midi.file;
