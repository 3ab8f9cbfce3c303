/**
 * What a plugin author compiles against, and nothing else; the jar has no dependencies. A {@link org.lilt.plugin.Generator} writes events ahead of time, an
 * {@link org.lilt.plugin.Effect} changes them when they are due, a {@link org.lilt.plugin.PluginFactory} makes either. Every method says which thread calls it:
 * <em>main thread</em> (one at a time, may take its time), <em>generator thread</em> (writes events ahead), <em>player thread</em> (sends events on time) or
 * <em>any thread</em>; and in which state: <em>not yet active</em>, <em>active</em>. What works while it plays allocates nothing then.
 *
 * <p>The version is {@link org.lilt.plugin.ApiVersion#CURRENT}.
 */
package org.lilt.plugin;
