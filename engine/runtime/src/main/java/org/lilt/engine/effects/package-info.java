/**
 * The effects that Lilt comes with, each a plugin like any other: notes in, notes out, on the player thread, when they are due. What they have in common is
 * {@link org.lilt.engine.effects.NoteEffect}: a note-off goes wherever its note-on went. What is left to chance follows from the seed, the tick and the note
 * ({@link org.lilt.engine.effects.Chance}), so that a session replays to the same notes.
 */
package org.lilt.engine.effects;
