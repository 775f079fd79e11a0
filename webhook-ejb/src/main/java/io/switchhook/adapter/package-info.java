/** Turns a verified request into events; one adapter for each shape senders use. */
package io.switchhook.adapter;
