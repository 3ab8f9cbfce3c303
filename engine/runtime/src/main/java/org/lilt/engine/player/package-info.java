/**
 * Sends events on time. The generator thread ({@link org.lilt.engine.player.GeneratorAgent}) writes events a horizon ahead of the play
 * head into a bounded queue; the player thread ({@link org.lilt.engine.player.Player}) takes them out, turns ticks into the time of
 * the destination's clock and sends them; what both need to know of each other is in {@link org.lilt.engine.player.Transport}.
 */
package org.lilt.engine.player;
