/**
 * Measurements of ours beside what a user would take instead, each contender in a process of its own, started by the script {@code run}
 * of this module. Never part of the application. Every program prints JSON objects, one a line.
 */
package org.lilt.benchmarks;
