package io.switchhook.target;

import java.util.Arrays;

/** Bytes of a body and what they are. Its text form shows neither. */
public final class Content {
    private final String type;
    private final byte[] bytes;

    /**
     * @param type value of {@code Content-Type}; empty where an answer had none
     * @param bytes copied
     */
    public Content(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes.clone();
    }

    public String type() {
        return type;
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && type.equals(content.type) && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes]";
    }
}
