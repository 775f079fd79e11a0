package io.switchhook.query;

import io.switchhook.receipt.Receipt;
import jakarta.json.JsonObject;

/**
 * A receipt in the store.
 *
 * @param id number of the receipt
 * @param headers of the request: for each name an array of values, masked; empty in lists
 */
public record StoredReceipt(long id, Receipt receipt, JsonObject headers) {}
