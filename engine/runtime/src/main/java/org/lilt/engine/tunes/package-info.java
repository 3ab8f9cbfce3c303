/**
 * Where the characters of tunes come from: whoever writes them, one at a time, is a {@link org.lilt.engine.tunes.TuneText}, whether a network, a Markov chain or
 * a file. Owned by the generator thread.
 */
package org.lilt.engine.tunes;
