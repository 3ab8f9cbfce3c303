/** The control panel: a web page on loopback. Nothing here runs on the generator's or the player's thread. */
package org.lilt.host.panel;
