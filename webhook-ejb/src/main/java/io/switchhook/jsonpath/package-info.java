/** JSONPath (Goessner's dialect, by Jayway) over {@code jakarta.json}. */
package io.switchhook.jsonpath;
