/** Work done again and again while the application runs. */
package io.switchhook.schedule;
