package org.lilt.midi.devices;

/**
 * A destination that can be chosen, or could be.
 *
 * @param out what {@code --out} takes
 * @param available whether it can be opened now
 * @param remark what it is, or why it is not available
 */
public record Device(String out, boolean available, String remark) {}
