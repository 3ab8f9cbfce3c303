/** What is wrong with a set of tunes, from the outside: by patterns in the text and not by the reader, so that it can judge both. */
package org.lilt.host.audit;
