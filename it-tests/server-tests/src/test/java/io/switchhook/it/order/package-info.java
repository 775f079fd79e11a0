/** Events of one subject arrive everywhere in the order in which they were accepted, whatever fails meanwhile. */
package io.switchhook.it.order;
