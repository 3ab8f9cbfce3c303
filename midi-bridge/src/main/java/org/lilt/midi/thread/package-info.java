/** What the operating system can do for threads that must be on time. Asked for by the host, on a thread in no hurry. */
package org.lilt.midi.thread;
