/** Where the runs of an event stand: rules that know neither store nor broker. */
package io.switchhook.run;
