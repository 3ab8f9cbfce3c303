/**
 * The network's arithmetic in vector registers, by the incubating Vector API: the same bits as the plain loops, at the speed at which
 * the weights can be read. Apart from the rest because it warns when compiled; found by ServiceLoader where it is on the class path,
 * usable where the JVM is started with {@code --add-modules jdk.incubator.vector}. Called on the generator thread and on the warm-up
 * thread.
 */
package org.lilt.engine.vector;
