/**
 * Control from outside: knobs and keys by MIDI, and OSC. Each comes in on a thread of its own and sets parameters or asks for what the panel
 * can ask for; nothing here is waited for by the player thread.
 */
package org.lilt.host.control;
