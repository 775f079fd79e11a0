package io.switchhook.definition;

import java.nio.file.attribute.FileTime;

/**
 * By what a changed file is recognised without reading it.
 *
 * @param modified time of the last change
 * @param size in bytes
 * @param key the file system's identity of the file; changes when the file is replaced
 */
record FileStamp(FileTime modified, long size, String key) {}
