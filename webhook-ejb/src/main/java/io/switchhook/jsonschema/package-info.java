/** JSON Schemas as contracts of what goes in and comes out. */
package io.switchhook.jsonschema;
