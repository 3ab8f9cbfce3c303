/**
 * Synthesizers that are pulled block by block, live into an audio device or offline into a file: the same sound either way, with each
 * note begun at its frame. Live, one audio thread owns the synthesizer and gets its messages by a ring.
 */
package org.lilt.midi.synth;
