package io.switchhook.it.subscriber;

import io.switchhook.api.Subscription;

/** Names its application's subscription. */
@Subscription(
        name = "filtered",
        topics = {"interaction.step-2", "interaction.step-3"},
        sources = "digital",
        subjectPrefix = "f-")
public class NewFilter {}
