/** Reading of settings, and what the container hands to constructors: settings, clock, randomness. */
package io.switchhook.config;
