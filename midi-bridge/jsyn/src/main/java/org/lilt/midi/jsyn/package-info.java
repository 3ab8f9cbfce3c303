/**
 * A folk band of JSyn unit generators: fiddle, whistle, concertina, harp, bass and bodhran. The generators are driven here, in JSyn's
 * blocks of eight frames and without its engine's thread, queue and locks; who pulls the renderer owns them all. Noise has fixed seeds,
 * so that the same messages make the same bytes.
 */
package org.lilt.midi.jsyn;
