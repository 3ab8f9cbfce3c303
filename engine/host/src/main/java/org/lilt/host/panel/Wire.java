package org.lilt.host.panel;

/** What connects a page: a WebSocket, or what stands for one in a test. */
interface Wire {
    /**
     * Sends a text. [the thread of the frames; does not block]
     *
     * @param text what to send
     * @param done run on any thread once the text has left, or once it is known that it never will
     */
    void send(String text, Runnable done);

    /**
     * Ends the connection in good order.
     *
     * @param code a status of RFC 6455, section 7.4
     * @param reason one short line
     */
    void close(int code, String reason);

    /** Cuts the connection, for a page that does not even take a goodbye. */
    void cut();
}
