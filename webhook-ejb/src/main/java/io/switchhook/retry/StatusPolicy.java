package io.switchhook.retry;

/** What an HTTP answer's status means for the attempt that got it. */
public enum StatusPolicy {
    /** 2xx: done. */
    DONE,
    /** 408, 425, 429 and 5xx: not done, another attempt may help. */
    RETRY,
    /** All else: not done, and the same request would get the same answer; redirects (3xx) are not followed. */
    FAIL;

    /** The meaning of {@code status}. */
    public static StatusPolicy of(int status) {
        if (status >= 200 && status < 300) {
            return DONE;
        }
        boolean passing = status == 408 || status == 425 || status == 429;
        return passing || (status >= 500 && status < 600) ? RETRY : FAIL;
    }
}
