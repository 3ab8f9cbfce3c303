/**
 * Makes models: the network of the article defined, trained and checked with DL4J, and exported as a model folder of plain numbers.
 * Needed to make a model, never to play one.
 */
package org.lilt.training;
