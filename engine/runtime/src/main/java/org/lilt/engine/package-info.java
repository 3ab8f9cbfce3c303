/**
 * The engine: networks stepped and sampled ({@code network}), text turned into timed events ({@code generator}), events sent on time
 * ({@code player}). Nothing here needs DL4J or natives.
 */
package org.lilt.engine;
