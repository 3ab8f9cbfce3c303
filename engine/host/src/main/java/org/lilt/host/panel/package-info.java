/**
 * The control panel: a web page on loopback, on request in the local network too, and one WebSocket by which any number of pages see the music and turn it. The state lives
 * in the engine; {@link org.lilt.host.panel.Pages} does at once what a page asks for, on the server's own threads, and tells the pages
 * what has changed from a thread of its own. Nothing here runs on the generator's or the player's thread.
 */
package org.lilt.host.panel;
