/**
 * ABC notation in, MIDI events out, in ticks of a 10,080th of a quarter note: a push parser that reads while the text is still being
 * written and tells each event as early as the notation allows. Nothing here knows of MIDI files, devices or threads; a reader belongs to
 * the one thread that feeds it. Hot paths allocate nothing, and no input makes them throw.
 */
package org.lilt.abc;
