/** What is kept of playing: the tunes that were heard, for the panel, for commands and for session files. */
package org.lilt.host.session;
