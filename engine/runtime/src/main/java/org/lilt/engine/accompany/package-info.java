/**
 * Generators that go by the music of another part: they write as far as it is written, and no further. Owned by the generator thread.
 */
package org.lilt.engine.accompany;
