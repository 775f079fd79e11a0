/** Screen pops: what an agent's desk is to show, and which of them a desk has not seen. */
package io.switchhook.pop;
