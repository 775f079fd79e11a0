package io.switchhook.desk;

/** Somebody at a desk, on the other end of a connection. None of this waits for the network. */
public interface Listener {

    /** Has the text sent after what was offered before; false if it cannot be, since the listener has gone or is too slow. */
    boolean offer(String text);

    /** Whether all that was offered has left for the network. */
    boolean isDrained();

    /** Ends the connection. */
    void end();
}
