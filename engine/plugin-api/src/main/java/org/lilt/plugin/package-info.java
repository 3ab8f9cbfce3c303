/**
 * What a plugin author compiles against: events, parameters and generators, and nothing else. The jar has no dependencies. Every
 * method says which thread calls it: <em>generator thread</em> (one for each generator, writes events ahead of time), <em>player
 * thread</em> (sends events on time) or <em>any thread</em>.
 */
package org.lilt.plugin;
