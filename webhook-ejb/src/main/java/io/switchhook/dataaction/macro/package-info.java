/** The macros that templates of data actions may use, named and meant as in Genesys Cloud. */
package io.switchhook.dataaction.macro;
