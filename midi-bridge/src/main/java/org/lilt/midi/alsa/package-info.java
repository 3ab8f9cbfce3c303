/**
 * A port of the ALSA sequencer, for Linux without a JACK server, by JNA on libasound. It is driven at the moment: the player thread
 * sends, the kernel delivers at once to whoever has subscribed.
 */
package org.lilt.midi.alsa;
