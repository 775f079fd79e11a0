package io.switchhook.it.subscriber;

import io.switchhook.api.Subscription;

/** Names its application's subscription. */
@Subscription(name = "several", threads = 8)
public class Several {}
