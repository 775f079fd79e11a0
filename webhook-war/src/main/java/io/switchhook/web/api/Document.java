package io.switchhook.web.api;

/**
 * What the admin API answers with, written by JSON-B: public fields become members, those that are null are left out. What is JSON
 * already is written as it is.
 *
 * <p>Classes with fields, not records: JSON-B reads records only from Jakarta EE 12 on.
 */
public sealed interface Document
        permits ListDocument, EventDocument, ReceiptDocument, DeadLetterDocument, StoryDocument, ReadyDocument {}
