/** The application: the command line, presets, and what joins the engine, the bridge and the panel. */
package org.lilt.host;
