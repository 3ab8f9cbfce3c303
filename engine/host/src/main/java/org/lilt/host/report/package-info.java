/**
 * One page about a model: what it has learnt from, how its training went, how it scores beside real tunes, and some of what it writes. The page
 * is whole in itself and asks for nothing from anywhere. Whatever a tune, a file or a configuration says is text on it, never markup. [main thread]
 */
package org.lilt.host.report;
