/** Calls to targets: an HTTP client with hard limits, and how much of it each target may see. */
package io.switchhook.target;
