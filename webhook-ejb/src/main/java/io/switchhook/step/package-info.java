/** Does the steps of workflows, each by its kind. */
package io.switchhook.step;
