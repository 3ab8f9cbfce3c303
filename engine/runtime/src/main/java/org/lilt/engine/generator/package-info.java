/**
 * Lilt's own generator: a network writes ABC character by character, and the reader turns it into events as it comes. Owned by the
 * generator thread.
 */
package org.lilt.engine.generator;
