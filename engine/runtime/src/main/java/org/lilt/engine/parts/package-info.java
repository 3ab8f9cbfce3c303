/**
 * What stands between a generator and the player: the effects of a part in their order ({@link org.lilt.engine.parts.Chain}), and what is known of its music
 * ({@link org.lilt.engine.parts.Score}). The chain is owned by the player thread, the score is written by the generator thread and read by all.
 */
package org.lilt.engine.parts;
