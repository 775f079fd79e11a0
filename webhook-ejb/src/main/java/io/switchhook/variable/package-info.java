/** Variables: what their names and values may be, and which value a name stands for. */
package io.switchhook.variable;
