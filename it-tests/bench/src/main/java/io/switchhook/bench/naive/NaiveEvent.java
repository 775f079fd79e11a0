package io.switchhook.bench.naive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A stored request. */
@Entity
@Table(name = "naive_event")
public class NaiveEvent {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Column(nullable = false, length = 4000)
    private String body;

    protected NaiveEvent() {}

    NaiveEvent(String body) {
        this.body = body;
    }

    long id() {
        return id;
    }

    String body() {
        return body;
    }
}
