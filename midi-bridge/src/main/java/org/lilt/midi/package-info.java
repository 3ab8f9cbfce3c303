/**
 * Where MIDI goes and comes from: the small interfaces that the engine knows. Each kind of destination lives in a package of its own
 * below this one. The player thread owns a destination from its opening to its closing.
 */
package org.lilt.midi;
