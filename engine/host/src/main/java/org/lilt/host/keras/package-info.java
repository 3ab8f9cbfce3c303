/**
 * Reads what Keras has saved of a character network: its weights, its architecture where the file holds it, and the vocabulary beside
 * it. Nothing in those files is trusted. Used by one command, on its own thread.
 */
package org.lilt.host.keras;
