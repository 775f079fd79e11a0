/** How hard we try: the settings of retry, targets and outgoing addresses. */
package io.switchhook.tuning;
