/**
 * Plugins that others have made: found in jars, tried out in a child process ({@link org.lilt.engine.plugins.PluginScanner}), made in a class loader of their own
 * ({@link org.lilt.engine.plugins.Plugins}), and kept at arm's length while they play: an effect works on a thread of its own
 * ({@link org.lilt.engine.plugins.GuardedEffect}), a generator's events are checked ({@link org.lilt.engine.plugins.CheckedGenerator}) and, where that is wished, written
 * in a process of its own ({@link org.lilt.engine.plugins.IsolatedGenerator}).
 *
 * <p>What none of this prevents: in Lilt's own process a plugin that is used can end the process, use up its memory, and read and write what the user may.
 */
package org.lilt.engine.plugins;
