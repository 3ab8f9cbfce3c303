/**
 * The destinations by name: opened, listed, and for what is missing, why. Called from the thread that starts or lists, never from the
 * player thread.
 */
package org.lilt.midi.devices;
