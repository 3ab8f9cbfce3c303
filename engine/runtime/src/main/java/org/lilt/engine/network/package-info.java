/**
 * The character network at run time: model folders read and written, the network stepped character by character, its output sampled,
 * whole tunes written and models scored. The arithmetic is exact: the same model and seed give the same tune on every machine. Models
 * and networks are shared by any number of threads; a state, a sampler and a writer belong to one thread, the generator thread.
 */
package org.lilt.engine.network;
